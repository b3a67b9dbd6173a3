import { all, any, has, holds, is, items, once, some, those, type Verdict } from '../kit/index.ts';
import type { LambdaFunction } from '../model/apigateway.ts';
import type { Action, LoadBalancer, TargetGroup } from '../model/elbv2.ts';

/** Whatever else is changed of a target group. */
const ofFunction = once((group: TargetGroup): Verdict => is(group.targetType, 'lambda'));

/**
 * A load balancer sends requests to a function that passes. Asked of the listeners and rules in sight only: what
 * another stack may add to the load balancer says nothing about these.
 */
export function callsFunction(alb: LoadBalancer, test: (called: LambdaFunction) => Verdict): Verdict {
  const toFunction = (group: TargetGroup) =>
    all(ofFunction(group), () => some(group.targets, (target) => has(target.function, test)));
  const forwards = (action: Action) =>
    any(
      has(action.targetGroup, toFunction),
      some(action.forward.targetGroups, ({ targetGroup }) => has(targetGroup, toFunction)),
    );
  return any(
    ...items(alb.listeners).flatMap((listener) => [
      () => has(listener, ({ defaultActions }) => some(defaultActions, forwards)),
      ...items(listener.rules).map((rule) => () => has(rule, ({ actions }) => some(actions, forwards))),
    ]),
  );
}

/** Those of them that certainly are called, each once. */
export function functionsBehind(
  alb: LoadBalancer,
  test: (called: LambdaFunction) => Verdict,
): readonly LambdaFunction[] {
  const actions = those(alb.listeners).flatMap((listener) => [
    ...those(listener.defaultActions),
    ...those(listener.rules).flatMap((rule) => those(rule.actions)),
  ]);
  const groups = actions.flatMap(({ targetGroup, forward }) => [
    targetGroup,
    ...those(forward.targetGroups).map((one) => one.targetGroup),
  ]);
  const called = groups.flatMap((group) => those(group.targets)).map((target) => target.function);
  return [...new Map(called.filter((one) => holds(test(one))).map((one) => [one.name, one])).values()];
}
