import { all, any, defineRule, is, not, passes } from '../kit/index.ts';
import { Route } from '../model/routes.ts';
import { isOperation } from './callers.ts';
import { exposures } from './exposure.ts';
import { isMeantForAnyone, isMethod } from './public-paths.ts';

const isOfHttpApi = (route: Route) =>
  any(
    all(
      is(route.family, 'V2'),
      // The route of a quick-created API may have no key. Those of WebSocket APIs are single words.
      not(passes(route.routeKey, (key) => key !== '$default' && !key.includes(' '))),
      () => is(route.api.protocol, 'HTTP'),
    ),
    () => all(isOperation(route), is(route.api.protocol, 'HTTP')),
  );

/** Of a WebSocket API. Whoever is let in may send all messages: no other route can ask. */
const opensConnections = (route: Route) => is(route.routeKey, '$connect');

const isMeantForSome = (route: Route) =>
  any(opensConnections(route), () =>
    all(
      isOfHttpApi(route),
      () => not(isMethod(route, 'OPTIONS')),
      () => not(isMeantForAnyone(route)),
    ),
  );

export default defineRule({
  id: 'apigwv2-route-without-auth',
  resource: Route,
  severity: 'warning',
  preset: 'essential',
  docs: {
    title: 'Route of an HTTP or WebSocket API can be called by anyone',
    why: `
A route that says nothing of authorization lets in whoever finds the address of the API: what it reads and writes
is public, and so is the bill. HTTP APIs have no resource policy and no web ACL that could stand in its place. A
WebSocket API asks when a connection is opened, on the route \`$connect\`, and never again.`,
    quietWhen: [
      'the method is OPTIONS: a preflight request has no credentials',
      'the route of a WebSocket API is not `$connect`: only that one can be authorized',
      'the default endpoint is disabled and every custom domain name of the API asks for client certificates',
      'an OpenAPI body asks for IAM (`awsSigv4`) or an authorizer, on the operation or for all of them',
      'the path is for everybody: health checks, documentation, `.well-known`, signing in, webhooks',
      'the connection asks for an API key: information',
      'no route of the API asks who calls: one finding at the API instead of one for each',
    ],
    sources: [
      'https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-8',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html',
    ],
    peers: {
      Checkov: ['CKV_AWS_309'],
      'Security Hub': ['APIGateway.8'],
      'AWS Config': ['api-gwv2-authorization-type-configured'],
      'cdk-nag': ['APIGWAuthorization'],
      Prowler: ['apigatewayv2_api_authorizers_enabled'],
      Sonar: ['S6333'],
    },
  },

  check: exposures({ noun: 'route', isMeantForSome }),
});
