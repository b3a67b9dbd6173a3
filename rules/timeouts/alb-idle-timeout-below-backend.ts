import { all, defineRule, exceeds, is, lazily, replace, show } from '../kit/index.ts';
import type { LambdaFunction } from '../model/apigateway.ts';
import { LoadBalancer } from '../model/elbv2.ts';
import { callsFunction, functionsBehind } from './target.ts';

/** On top of the function's own timeout: the answer has to get to the load balancer, too. */
const spareSeconds = 5;

export default defineRule({
  id: 'alb-idle-timeout-below-backend',
  resource: LoadBalancer,
  severity: 'information',
  preset: 'essential',
  docs: {
    title: 'Load balancer may close a connection as idle before the function behind it has answered',
    why: `
An Application Load Balancer waits until a function answers or times out. But while the function works, no data
goes over the client's connection, and one without data for the idle timeout, 60 seconds unless it is set, may be
closed. Then the answer has nowhere to go, while the function runs on and is billed. What has to take longer is
better started asynchronously and asked for later.`,
    quietWhen: [
      'no function behind the load balancer may run longer than the idle timeout; without a timeout it stops after 3 seconds',
      'the targets are instances, addresses or another load balancer: how long they take is written nowhere',
      'the idle timeout or the timeout of the function is not known',
    ],
    sources: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    ],
  },

  check: (alb) => {
    const idle = alb.idleTimeoutSeconds;
    const outlasts = (called: LambdaFunction) => exceeds(called.timeoutSeconds, idle);
    const slow = lazily(() => functionsBehind(alb, outlasts).toSorted((a, b) => secondsOf(b) - secondsOf(a)));
    const most = ([slowest]: readonly LambdaFunction[]) => (slowest ? secondsOf(slowest) : Number.NaN);
    return {
      when: all(is(alb.type, 'application'), () => callsFunction(alb, outlasts)),
      at: idle,
      message: () => {
        const [slowest] = slow();
        return `${slowest?.name} may run ${most(slow())} s, but ${alb.name} may close the client's connection as idle after ${show(idle)} s; raise the idle timeout.`;
      },
      related: slow,
      fixes: () => [
        {
          title: `Close connections that are idle for ${most(slow()) + spareSeconds} seconds`,
          applicability: 'choice', // servers behind the same load balancer must keep connections open for longer
          edits: [replace(idle, most(slow()) + spareSeconds)],
        },
      ],
    };
  },
});

const secondsOf = ({ timeoutSeconds }: LambdaFunction): number => Number(show(timeoutSeconds));
