import { all, defineRule, not, some, written } from '../kit/index.ts';
import { isSaidOfAnother, withoutIt } from '../model/extra-stage.ts';
import { called } from '../model/stage-name.ts';
import { Stage } from '../model/stages.ts';
import { formatLines, logToNewGroup } from './access-log.ts';

const writesNone = (stage: Stage) =>
  all(
    not(written(stage.accessLog.destination)),
    not(some(stage.quickCreated.overrides, ({ accessLog }) => written(accessLog.destination))),
  );

export default defineRule({
  id: 'apigw-access-logs-disabled',
  resource: Stage,
  severity: 'information',
  preset: 'recommended',
  docs: {
    title: 'API Gateway stage writes no access log',
    why: `
Access logs are off until somebody asks for them, on stages of REST, HTTP and WebSocket APIs alike. Without
them nothing tells afterwards who called what, when, and with which answer: neither an attack nor an outage
can be retraced, since metrics count requests and do not name them. REST and WebSocket APIs can write only
where the account has given API Gateway a role for CloudWatch Logs, once per Region. A destination alone is not
enough: AWS wants destination and format before it writes.`,
    quietWhen: [
      'a destination is written, be it a log group, a Firehose stream or what only the deployment knows',
      'a deployment has made the stage on the side, and another stage of the API has as little: it is said of that one',
      'a set of overrides turns on the log of a stage that quick create has made',
    ],
    sources: [
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-stage-accesslogsetting.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html',
    ],
    peers: {
      Checkov: ['CKV_AWS_76', 'CKV_AWS_95'],
      Trivy: ['AWS-0001'],
      tfsec: ['aws-api-gateway-enable-access-logging'],
      KICS: [
        'c:api_gateway_access_logging_disabled',
        't:api_gateway_access_logging_disabled',
        'c:api_gateway_deployment_without_access_log_setting',
        't:api_gateway_deployment_without_access_log_setting',
      ],
      'Security Hub': ['APIGateway.9'],
      'AWS Config': ['api-gwv2-access-logs-enabled', 'apigateway-stage-access-logs-enabled'],
      'CloudFormation Guard': ['api_gw_stage_access_logging_rule', 'api_gwv2_access_logs_enabled'],
      'cdk-nag': ['APIGWAccessLogging'],
      cfn_nag: ['W45', 'W46', 'W69'],
      Prowler: ['apigatewayv2_api_access_logging_enabled'],
      'Serverless Rules': ['ES2000'],
      Sonar: ['S6258'],
      Terrascan: ['AC_AWS_0442'],
      Snyk: ['SNYK-CC-TF-138'],
    },
  },

  check: (stage) => [
    {
      when: all(writesNone(stage), () => not(isSaidOfAnother(stage, writesNone))),
      at: stage.accessLog,
      message: `${called(stage)} writes no access log; send one to a log group.`,
      fixes: () => [logToNewGroup(stage), ...withoutIt(stage)],
    },
    {
      when: all(written(stage.accessLog.destination), not(written(stage.accessLog.format))),
      at: stage.accessLog.format,
      message: `${called(stage)} has an access log without a format; say what a line holds.`,
      fixes: () => [formatLines(stage)],
    },
  ],
});
