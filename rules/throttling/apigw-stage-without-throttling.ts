import { all, any, defineRule, holds, is, not, same, some } from '../kit/index.ts';
import { isSaidOfAnother, withoutIt } from '../model/extra-stage.ts';
import { called } from '../model/stage-name.ts';
import { type Limits, Stage, type UsagePlan } from '../model/stages.ts';
import { isForAll, isLimit, type Kind, kinds, limitTo } from './limits.ts';

/** For whatever has no limits of its own, wherever this kind of stage keeps them. */
const limits = (stage: Stage, kind: Kind) =>
  any(
    isLimit(stage.throttle[kind]),
    isLimit(stage.defaultRoute[kind]),
    some(stage.methodSettings, (setting) => all(isForAll(setting), isLimit(setting[kind]))),
    some(stage.quickCreated.overrides, ({ throttle }) => isLimit(throttle[kind])),
  );

const hasNone = (stage: Stage) =>
  all(
    not(all(limits(stage, 'rate'), limits(stage, 'burst'))),
    not(some(stage.usagePlans, (plan) => throttles(plan, stage))),
  );

const hasLimits = ({ rate, burst }: Limits) => any(isLimit(rate), isLimit(burst));

/** For each of its keys, be it on all methods or on single ones: somebody has thought of it. */
const throttles = (plan: UsagePlan, stage: Stage) =>
  any(
    hasLimits(plan.throttle),
    some(plan.stages, (one) => all(same(one.stage, stage), some(one.methods, hasLimits))),
  );

const advice: Readonly<Record<Kind, string>> = {
  rate: 'default rate limit; set one',
  burst: 'default burst limit; set one',
};

export default defineRule({
  id: 'apigw-stage-without-throttling',
  resource: Stage,
  severity: 'information', // next to no stage has limits: nearly every team would be told
  preset: 'essential',
  docs: {
    title: 'Stage has no default throttling',
    why: `
All APIs of an account share its limit in a Region: 10,000 requests per second and 5,000 at once, in newer
Regions a quarter of that. A stage without limits of its own may use it up: one flood, one client in a loop,
and every other API of the account answers 429, while the functions behind this one run and are billed. Limits
of single methods or routes leave all others to the account. Every limit is a target that API Gateway does its
best to keep, and no bound on the bill.`,
    quietWhen: [
      'a usage plan with a throttle has the stage: its limits count for each API key',
      'the `$default` route of an HTTP or WebSocket API has limits of its own',
      'a deployment has made the stage on the side, and another stage of the API has as little: it is said of that one',
      'the limit is as high as that of the account, or 0: it is set',
    ],
    sources: [
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html',
    ],
    peers: { 'cdk-nag': ['APIGWDefaultThrottling'], 'Serverless Rules': ['ES2003'] },
  },

  check: (stage) => {
    const missing = () => kinds.filter((kind) => holds(not(limits(stage, kind))));
    return {
      when: all(hasNone(stage), () => not(isSaidOfAnother(stage, hasNone))),
      at: holds(is(stage.family, 'REST')) ? stage.methodSettings : stage.throttle,
      message: () => {
        const [only, another] = missing();
        return only && !another
          ? `${called(stage)} has no ${advice[only]}.`
          : `${called(stage)} has no default throttling; limit its rate and its bursts.`;
      },
      fixes: () => [
        limitTo(stage, { rate: 100, burst: 200 }, missing()),
        limitTo(stage, { rate: 1000, burst: 2000 }, missing()),
        ...withoutIt(stage),
      ],
    };
  },
});
