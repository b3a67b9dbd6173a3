import { all, defineRule, is, not, some } from '../kit/index.ts';
import { isSaidOfAnother, withoutIt } from '../model/extra-stage.ts';
import { called } from '../model/stage-name.ts';
import { Stage } from '../model/stages.ts';
import { protections } from './protect.ts';

const isUnguarded = (stage: Stage) =>
  all(
    is(stage.family, 'REST'),
    not(some(stage.webAcls)),
    not(some(stage.api.endpointTypes, (type) => is(type, 'PRIVATE'))),
  );

export default defineRule({
  id: 'apigw-stage-without-waf',
  resource: Stage,
  severity: 'information', // hardly any template has one: posture, not an exposure that somebody overlooked
  preset: 'essential',
  docs: {
    title: 'Public REST API stage has no web ACL',
    why: `
A web ACL of AWS WAF is the first gate of a REST API: it judges a request before resource policies, IAM,
authorizers and API keys do. Without it, floods and known attacks reach the authorizers and the functions
behind them, and are billed.`,
    quietWhen: [
      'the API is private, or its endpoint type is not known',
      'a deployment has made the stage on the side, and another stage of the API has as little: it is said of that one',
      'an association is there whose resource is not known',
      'the stage is one of an HTTP or WebSocket API: WAF cannot stand before it. Put CloudFront with a web ACL in front and let the API take only what comes from there, throttle its routes, or make it a REST API',
    ],
    sources: [
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-4',
    ],
    peers: {
      Checkov: ['CKV2_AWS_29'],
      KICS: ['c:api_gateway_without_waf', 't:api_gateway_without_waf', 'a:api_gateway_without_waf'],
      'Security Hub': ['APIGateway.4'],
      'AWS Config': ['api-gw-associated-with-waf', 'fms-webacl-resource-policy-check'],
      'cdk-nag': ['APIGWAssociatedWithWAF'],
      Prowler: ['apigateway_restapi_waf_acl_attached'],
    },
  },

  check: (stage) => ({
    when: all(isUnguarded(stage), () => not(isSaidOfAnother(stage, isUnguarded))),
    at: stage,
    message: `${called(stage)} is public and has no web ACL; associate one.`,
    evenIfLeftOut: true, // an association under a condition is no association where that is false
    fixes: () => [...protections(stage), ...withoutIt(stage)],
  }),
});
