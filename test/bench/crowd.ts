/*
 * Templates in which everybody shares one thing: an API with all of its methods, or a listener with all of its rules. As
 * most large ones in this field are; the generator's have many small APIs. The same number gives the same texts.
 */

export const crowds = { rest, http, listener } as const;

const each = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('');

const lambda = `  Shop:
    Type: AWS::Lambda::Function
    Properties:
      Handler: shop.main
      Role: arn:aws:iam::123456789012:role/shop
      Runtime: nodejs22.x
      Timeout: 20
      Code:
        S3Bucket: shop
        S3Key: shop.zip
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Shop
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
`;

/** A REST API with so many methods, of which every other one can be called by anyone. */
function rest(count: number): string {
  return `Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
${lambda}${each(
  count,
  (index) => `  Path${index}:
    Type: AWS::ApiGateway::Resource
    Properties:
      RestApiId: !Ref Api
      ParentId: !GetAtt Api.RootResourceId
      PathPart: path${index}
  Method${index}:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Path${index}
      HttpMethod: GET
      AuthorizationType: ${index % 2 === 0 ? 'NONE' : 'AWS_IAM'}
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Shop.Arn}/invocations
`,
)}`;
}

/** An HTTP API with so many routes, none of which asks who calls. */
function http(count: number): string {
  return `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: shop
      ProtocolType: HTTP
${lambda}${each(
  count,
  (index) => `  Integration${index}:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: AWS_PROXY
      IntegrationUri: !GetAtt Shop.Arn
      PayloadFormatVersion: '2.0'
  Route${index}:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Api
      RouteKey: GET /path${index}
      Target: !Sub integrations/\${Integration${index}}
`,
)}`;
}

/** A listener with so many rules, and a target group for each. */
function listener(count: number): string {
  return `Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Type: application
      Subnets: [subnet-1, subnet-2]
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 443
      Protocol: HTTPS
      DefaultActions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
${each(
  count,
  (index) => `  Targets${index}:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Port: 80
      Protocol: HTTP
      VpcId: vpc-1
  Rule${index}:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Web
      Priority: ${index + 1}
      Actions:
        - Type: forward
          TargetGroupArn: !Ref Targets${index}
      Conditions:
        - Field: path-pattern
          Values: [/path${index}/*]
`,
)}`;
}
