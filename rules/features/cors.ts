import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'cors',
  title: 'CORS',
  chapter: 'API Gateway',
  what: 'A browser lets a web page call an API on another domain only if the API says so in its answers: cross-origin resource sharing, CORS.',
  facts: [
    'Before calls that a plain form could not make (with JSON in the body, or a header such as `Authorization`) the browser asks with an `OPTIONS` request, the preflight, and sends the real one only if the answer allows it.',
    'An HTTP API with a CORS configuration answers preflights itself, and puts its own CORS headers in place of those of the backend.',
    'A REST API needs an `OPTIONS` method, usually of type `MOCK`; behind a proxy integration the backend itself adds the headers to all other answers.',
    'Browsers send preflights without the token of the user: an authorizer on the method `OPTIONS` refuses them, and no page gets through. In SAM the default authorizer of a REST API does so, unless `AddDefaultAuthorizerToCorsPreflight` is false.',
    'SAM wants single quotes inside the values of a REST API: `"\'https://example.com\'"`.',
    'The origin `*` lets pages of every site call, and does not go together with credentials (`AllowCredentials`: cookies and the like): then each origin has to be named.',
    'A browser may keep the answer to a preflight for `MaxAge` seconds, and asks less often: -1 (not at all) to 86,400, a day.',
  ],
  elsewhere:
    'listener attributes add the headers, such as `routing.http.response.access_control_allow_origin.header_value`; the preflight goes to the backend.',
  written: {
    cfn: [
      'AWS::ApiGatewayV2::Api.CorsConfiguration',
      'AWS::ApiGatewayV2::Api.Body.x-amazon-apigateway-cors',
      'AWS::ApiGateway::Method.HttpMethod=OPTIONS',
    ],
    sam: [
      'AWS::Serverless::Api.Cors',
      'AWS::Serverless::Api.Auth.AddDefaultAuthorizerToCorsPreflight',
      'AWS::Serverless::HttpApi.CorsConfiguration',
      'AWS::Serverless::HttpApi.DefinitionBody.x-amazon-apigateway-cors',
    ],
    tf: ['aws_apigatewayv2_api.cors_configuration', 'aws_api_gateway_method.http_method=OPTIONS'],
    cdk: ['RestApi.defaultCorsPreflightOptions', 'HttpApi.corsPreflight'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html',
  ],
  asOf: '2026-11',
});
