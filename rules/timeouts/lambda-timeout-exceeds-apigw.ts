import {
  all,
  any,
  defineRule,
  exceeds,
  type Fix,
  given,
  holds,
  is,
  lazily,
  not,
  type Quotas,
  replace,
  show,
  some,
  those,
} from '../kit/index.ts';
import { httpLimitSeconds, type Integration, LambdaFunction, restLimitSeconds } from '../model/apigateway.ts';
import { isHttp, isRaisable, isWebSocket, outlives, streams, streamsOn } from './integration.ts';

export default defineRule({
  id: 'lambda-timeout-exceeds-apigw',
  resource: LambdaFunction,
  severity: 'warning', // a timeout is the most that a call may take, not what it takes
  preset: 'essential',
  docs: {
    title: 'Lambda function may run longer than API Gateway waits',
    why: `
API Gateway waits 29 seconds for a function behind a REST or WebSocket API and 30 seconds behind an HTTP
API. After that the client gets a 504, while the function runs on: billed, with its side effects, and
perhaps once more because the client tries again. What has to take longer can be started asynchronously, be
called through an Application Load Balancer or a function URL, or stream its response: a REST API passes a
stream on for up to 15 minutes, with another integration URI and a handler that is written for it.`,
    quietWhen: [
      'the function has no timeout of its own: it stops after 3 seconds',
      "the function is called asynchronously (`X-Amz-Invocation-Type: 'Event'`): nobody waits",
      'the integration waits as long as the function may run, by a raised quota or by streaming',
      'nothing but a Lambda permission links the function to the API',
      'the functions behind a WebSocket API mostly answer through the connection: there it is information',
    ],
    sources: [
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html',
    ],
  },

  check: (lambda, quotas) => {
    const late = (integration: Integration) => outlives(lambda, integration);
    const answersTheClient = (integration: Integration) =>
      all(late(integration), not(isWebSocket(integration)), not(streamsOn(integration)));
    const found = lazily(() => those(lambda.integrations, late));
    const waits = lazily(() => Math.min(...found().map(waitsSeconds)));
    const granted = lazily(() => found().every((integration) => isGranted(lambda, integration, quotas)));
    const advice = () => {
      if (!found().every(mayWaitLonger)) return `lower it to ${waits()}`;
      return `lower it to ${waits()}, or ${granted() ? 'let it wait longer' : 'have the quota raised'}`;
    };
    return {
      when: all(given(lambda.timeoutSeconds), () => some(lambda.integrations, late)),
      at: lambda.timeoutSeconds,
      message: () =>
        `${lambda.name} may run ${show(lambda.timeoutSeconds)} s, but API Gateway waits ${waits()} s; ${advice()}.`,
      severity: () => (holds(some(lambda.integrations, answersTheClient)) ? 'warning' : 'information'),
      related: found,
      fixes: () => [
        {
          title: `Stop the function after ${waits()} seconds`,
          applicability: 'choice', // what takes longer today and is not waited for would be cut off
          edits: [replace(lambda.timeoutSeconds, waits())],
        },
        ...waitingLonger(lambda, found(), granted()),
        ...asynchronous(found()),
      ],
    };
  },
});

const waitsSeconds = (integration: Integration): number =>
  Number(show(integration.timeoutSeconds, String(holds(isHttp(integration)) ? httpLimitSeconds : restLimitSeconds)));

const mayWaitLonger = (integration: Integration): boolean => holds(any(streams(integration), isRaisable(integration)));

/** Whether API Gateway may wait as long as the function may run: for a stream, or by a quota that is raised already. */
const isGranted = ({ timeoutSeconds }: LambdaFunction, integration: Integration, quotas: Quotas): boolean =>
  holds(streams(integration)) || !holds(exceeds(timeoutSeconds, quotas.restTimeoutSeconds));

function waitingLonger(lambda: LambdaFunction, integrations: readonly Integration[], granted: boolean): readonly Fix[] {
  const seconds = Number(show(lambda.timeoutSeconds));
  if (!integrations.every(mayWaitLonger)) return [];
  return [
    {
      title: `Let API Gateway wait ${seconds} seconds${granted ? '' : '; needs a raised quota'}`,
      applicability: 'choice',
      edits: integrations.map(({ timeoutSeconds }) => replace(timeoutSeconds, seconds)),
    },
  ];
}

/** Only integrations that are no proxy can set the header. */
function asynchronous(integrations: readonly Integration[]): readonly Fix[] {
  if (!integrations.every(({ type }) => holds(is(type, 'AWS')))) return [];
  return [
    {
      title: 'Call the function asynchronously; the client no longer gets its answer',
      applicability: 'choice',
      edits: integrations.map(({ invocationType }) => replace(invocationType, "'Event'")),
    },
  ];
}
