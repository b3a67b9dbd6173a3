import { all, any, exceeds, given, hasValue, is, not, passes, some, type Verdict } from '../kit/index.ts';
import { httpLimitSeconds, type Integration, type LambdaFunction, restLimitSeconds } from '../model/apigateway.ts';

/** Streamed responses of REST APIs. Source: the page on response transfer modes. */
export const streamLimitSeconds = 900;

export const isRest = ({ api }: Integration): Verdict => is(api.protocol, 'REST');
export const isHttp = ({ api }: Integration): Verdict => is(api.protocol, 'HTTP');
export const isWebSocket = ({ api }: Integration): Verdict => is(api.protocol, 'WEBSOCKET');

export const streams = (integration: Integration): Verdict => is(integration.transferMode, 'STREAM');

/** For as long as the stream comes: nothing limits it. Terraform's provider always writes a timeout. */
export const streamsOn = (integration: Integration): Verdict =>
  all(streams(integration), not(hasValue(integration.timeoutSeconds)));

/** The function is started, and the client is answered at once. The value is a constant, in quotes of its own. */
export const nobodyWaits = (integration: Integration): Verdict =>
  passes(integration.invocationType, (type) => type.replaceAll("'", '').toLowerCase() === 'event');

/** A quota can be had for these. Edge-optimized REST APIs, also where nothing is said, keep to 29 seconds. */
export const isRaisable = ({ api }: Integration): Verdict =>
  some(api.endpointTypes, (type) => is(type, 'REGIONAL', 'PRIVATE'));

/** The function may still run when API Gateway has long answered 504. */
export const outlives = ({ timeoutSeconds }: LambdaFunction, integration: Integration): Verdict =>
  all(not(nobodyWaits(integration)), () =>
    any(exceeds(timeoutSeconds, integration.timeoutSeconds), () =>
      all(not(given(integration.timeoutSeconds)), () =>
        any(exceeds(timeoutSeconds, httpLimitSeconds), () =>
          all(exceeds(timeoutSeconds, restLimitSeconds), () => not(isHttp(integration))),
        ),
      ),
    ),
  );
