import { all, any, defineRule, exceeds, holds, not, passes, type Quotas, replace, show } from '../kit/index.ts';
import { httpLimitSeconds, Integration, restLimitSeconds } from '../model/apigateway.ts';
import { isHttp, isRaisable, isRest, isWebSocket, streamLimitSeconds, streams } from './integration.ts';

const leastSeconds = 0.05;

const isTooShort = ({ timeoutSeconds }: Integration) => passes(timeoutSeconds, (seconds) => seconds < leastSeconds);

const isTooLong = (integration: Integration) =>
  any(
    exceeds(integration.timeoutSeconds, streamLimitSeconds), // whatever it is
    all(isHttp(integration), exceeds(integration.timeoutSeconds, httpLimitSeconds)),
    all(isWebSocket(integration), exceeds(integration.timeoutSeconds, restLimitSeconds)),
    all(
      isRest(integration),
      not(streams(integration)),
      not(isRaisable(integration)),
      exceeds(integration.timeoutSeconds, restLimitSeconds),
    ),
  );

const exceedsQuota = (integration: Integration, { restTimeoutSeconds }: Quotas) =>
  all(isRaisable(integration), not(streams(integration)), exceeds(integration.timeoutSeconds, restTimeoutSeconds));

const limitSeconds = (integration: Integration, quotas: Quotas): number => {
  if (holds(isTooShort(integration))) return leastSeconds;
  if (holds(isHttp(integration))) return httpLimitSeconds;
  if (holds(exceedsQuota(integration, quotas))) return quotas.restTimeoutSeconds;
  return holds(streams(integration)) ? streamLimitSeconds : restLimitSeconds;
};

export default defineRule({
  id: 'apigw-integration-timeout-invalid',
  resource: Integration,
  severity: 'error',
  preset: 'essential',
  docs: {
    title: 'Integration timeout is outside what the API allows',
    why: `
API Gateway takes 50 to 29,000 milliseconds for REST and WebSocket APIs and 50 to 30,000 for HTTP APIs, and
refuses the deployment otherwise. Regional and private REST APIs can have more once AWS has raised the quota,
which may lower the number of requests that the account may send; streamed responses of REST APIs may take
15 minutes.`,
    quietWhen: [
      'the timeout, the kind of API or the kind of endpoint is not known',
      'a streamed response of a REST API takes up to 900 seconds',
      'a Regional or private REST API waits longer than 29 seconds: information, as it needs a raised quota',
      'it waits no longer than the raised quota that the settings state (`quotas.restTimeoutSeconds`)',
    ],
    sources: [
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html',
    ],
  },

  check: (integration, quotas) => {
    const limit = () => limitSeconds(integration, quotas);
    const quota = () => holds(exceedsQuota(integration, quotas));
    // Whoever states the quota knows that there is no more; else it may have been raised.
    const stated = quotas.restTimeoutSeconds > restLimitSeconds;
    const advice = () => {
      if (!quota())
        return `which API Gateway refuses; ${holds(isTooShort(integration)) ? 'raise' : 'lower'} it to ${limit()}`;
      return stated
        ? `which is more than the raised quota; lower it to ${limit()}`
        : `which needs a raised quota; see that the account has it, or lower it to ${limit()}`;
    };
    return {
      when: any(isTooShort(integration), isTooLong(integration), exceedsQuota(integration, quotas)),
      at: integration.timeoutSeconds,
      message: () => `${integration.name} waits ${show(integration.timeoutSeconds)} s, ${advice()}.`,
      severity: () => (quota() && !stated ? 'information' : 'error'),
      fixes: () => [
        {
          title: `Wait ${limit()} seconds`,
          // What AWS refuses today can only become better; what a quota allows is the user's to give up.
          applicability: quota() ? 'choice' : 'safe',
          edits: [replace(integration.timeoutSeconds, limit())],
        },
      ],
    };
  },
});
