import { add, type Edit, type Fix, given, type Handle, holds, is, not, replace, those } from '../kit/index.ts';
import { LogGroup } from '../model/logs.ts';
import { ManagedOverrides, type Stage } from '../model/stages.ts';

/* Variables of `$context`. Source: the pages on logging of REST, HTTP and WebSocket APIs, read 2026-11. */
const ofEvery = ['requestId', 'identity.sourceIp', 'requestTime'];
const ofRest = [...ofEvery, 'httpMethod', 'resourcePath', 'status', 'integrationLatency', 'responseLatency'];
const ofHttp = [...ofEvery, 'routeKey', 'status', 'integrationLatency', 'responseLatency'];
const ofWebSocket = [...ofEvery, 'eventType', 'routeKey', 'connectionId', 'status', 'integrationLatency'];
/** Where the API is out of sight: what HTTP and WebSocket APIs both know. */
const ofBoth = ofHttp.filter((variable) => ofWebSocket.includes(variable));

/** Creates a log group and costs what is written to it, so never unasked. */
export function logToNewGroup(stage: Stage): Fix {
  const logGroup = add(LogGroup, { near: stage, called: 'AccessLogs' }, { retentionDays: 30 });
  const title = 'Write a line of JSON per request to a new log group, kept for 30 days';
  return {
    // Only HTTP APIs need no role. Source: the page behind `set-up-logging`.
    title: holds(is(stage.api.protocol, 'HTTP')) ? title : `${title}; needs a CloudWatch role in the account`,
    applicability: 'choice',
    edits: [logGroup, ...logTo(logGroup, stage)],
  };
}

/** The destination stands already. */
export const formatLines = (stage: Stage): Fix => ({
  title: 'Write a line of JSON per request',
  applicability: 'choice', // what is written costs
  edits: [replace(stage.accessLog.format, formatFor(stage))],
});

function logTo(destination: Handle, stage: Stage): readonly Edit[] {
  const format = formatFor(stage);
  const { quickCreated } = stage;
  const [overrides] = those(quickCreated.overrides);
  if (!overrides && holds(given(quickCreated))) {
    const content = { api: quickCreated, accessLog: { destination, format } };
    return [add(ManagedOverrides, { near: stage, called: 'Overrides' }, content)];
  }
  const log = overrides?.accessLog ?? stage.accessLog;
  const hasNoFormat = holds(not(given(log.format)));
  return [replace(log.destination, destination), ...(hasNoFormat ? [replace(log.format, format)] : [])];
}

/** `{"requestId":"$context.requestId",…}`, on one line as AWS wants it. */
function formatFor(stage: Stage): string {
  const fields = variablesOf(stage).map((variable) => [variable.split('.').at(-1), `$context.${variable}`]);
  return JSON.stringify(Object.fromEntries(fields));
}

function variablesOf({ family, api }: Stage): readonly string[] {
  if (holds(is(family, 'REST'))) return ofRest;
  if (holds(is(api.protocol, 'HTTP'))) return ofHttp;
  return holds(is(api.protocol, 'WEBSOCKET')) ? ofWebSocket : ofBoth;
}
