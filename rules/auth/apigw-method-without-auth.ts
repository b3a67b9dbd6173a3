import { all, any, defineRule, is, not } from '../kit/index.ts';
import { Route } from '../model/routes.ts';
import { isOperation } from './callers.ts';
import { exposures } from './exposure.ts';
import { isMeantForAnyone, isMethod } from './public-paths.ts';

const isOfRestApi = (route: Route) =>
  any(is(route.family, 'REST'), () => all(isOperation(route), is(route.api.protocol, 'REST')));

/** A preflight request carries no credentials. */
const isMeantForSome = (route: Route) =>
  all(
    isOfRestApi(route),
    () => not(isMethod(route, 'OPTIONS')),
    () => not(isMeantForAnyone(route)),
  );

export default defineRule({
  id: 'apigw-method-without-auth',
  resource: Route,
  severity: 'warning',
  preset: 'essential',
  docs: {
    title: 'REST method can be called by anyone',
    why: `
Whoever finds the address of a REST API can call a method whose authorization type is NONE: what it reads and
writes is public, and so is the bill. IAM, a user pool, a JWT issuer or a Lambda authorizer turn callers away
before the backend runs. An API key does not: it is the same for all users of a client, stands in plain headers,
and is there to count calls.`,
    quietWhen: [
      'the method is OPTIONS: a preflight request has no credentials',
      'the API is private, or its resource policy has a condition, denies something or names who may call',
      'the default endpoint is disabled and every custom domain name of the API asks for client certificates',
      'an OpenAPI body asks for IAM (`x-amazon-apigateway-auth`, `awsSigv4`) or an authorizer, on the operation or for all of them',
      'the path is for everybody: health checks, documentation, `.well-known`, signing in, webhooks',
      'the method asks for an API key, or has a mock integration: information',
      'no method of the API asks who calls: one finding at the API instead of one for each',
    ],
    sources: [
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html',
    ],
    peers: {
      Checkov: ['CKV_AWS_59', 'CKV2_AWS_70'],
      Trivy: ['AWS-0004'],
      tfsec: ['aws-api-gateway-no-public-access'],
      KICS: [
        'c:api_gateway_with_open_access',
        't:api_gateway_with_open_access',
        'c:api_gateway_without_configured_authorizer',
        't:api_gateway_without_configured_authorizer',
        'a:api_gateway_without_configured_authorizer',
        'c:api_gateway_method_does_not_contains_an_api_key',
        't:api_gateway_method_does_not_contains_an_api_key',
      ],
      'CloudFormation Guard': ['api_gw_method_authorization_type_rule'],
      'cdk-nag': ['APIGWAuthorization', 'CognitoUserPoolAPIGWAuthorizer'],
      cfn_nag: ['W59'],
      Prowler: ['apigateway_restapi_authorizers_enabled', 'apigateway_restapi_public_with_authorizer'],
      Sonar: ['S6333'],
      Terrascan: ['AC_AWS_0439'],
    },
  },

  check: exposures({ noun: 'method', isMeantForSome }),
});
