import {
  all,
  any,
  asIfThere,
  defineRule,
  equal,
  type Fix,
  has,
  hasValue,
  holds,
  identity,
  is,
  items,
  once,
  passes,
  reason,
  replace,
  same,
  show,
  those,
  unused,
  type Verdict,
} from '../kit/index.ts';
import { type Listener, ListenerRule } from '../model/elbv2.ts';

const LEAST = 1;
const MOST = 50_000;

const isOutOfRange = (rule: ListenerRule) =>
  passes(rule.priority, (priority) => !Number.isInteger(priority) || priority < LEAST || priority > MOST);

const hasNumber = ({ priority }: ListenerRule): Verdict => hasValue(priority);

/** By rule: whether another of its listener has its number that stands above. Of two, it is the later that is told. */
const takenIn = once((listener: Listener): Readonly<Record<string, Verdict>> => {
  const rules = items(listener.rules).map((rule) => {
    const { priority } = asIfThere(rule);
    return { rule, number: show(priority), isOpen: reason(priority) !== '' };
  });
  // Of a rule whose own number is not known, it is not known already whether that is in range.
  const isTaken = ({ rule, number }: (typeof rules)[number], index: number): Verdict => {
    const rivals = rules.slice(0, index).filter((other) => other.number === number || other.isOpen);
    return any(...rivals.map((other) => () => has(other.rule, (there) => all(hasNumber(rule), hasNumber(there)))));
  };
  return Object.fromEntries(rules.map((one, index) => [one.rule[identity], isTaken(one, index)]));
});

function twinsOf(rule: ListenerRule): readonly ListenerRule[] {
  const rules = items(rule.listener.rules);
  const own = rules.findIndex((one) => holds(same(one, rule)));
  return rules.filter((other, index) => index < own && holds(equal(other.priority, rule.priority)));
}

export default defineRule({
  id: 'listener-rule-priority-invalid',
  resource: ListenerRule,
  severity: 'error',
  preset: 'essential',
  docs: {
    title: 'Listener rule priority is taken or out of range',
    why: `
The deployment fails: a listener has each priority once, from 1 to 50,000. Which of two rules with one number
comes second, and fails, is a matter of chance, so that what deploys today may not do so tomorrow.`,
    quietWhen: [
      'the rules belong to different listeners',
      'the rules never exist together, because their conditions exclude each other',
      'which listener a rule belongs to is not known',
    ],
    sources: [
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-listenerrule.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html',
    ],
    peers: { 'cfn-lint': ['E3034'] },
  },

  check: (rule) => {
    const priority = show(rule.priority);
    return {
      when: any(isOutOfRange(rule), () => takenIn(rule.listener)[rule[identity]] ?? any()),
      at: rule.priority,
      message: () =>
        holds(isOutOfRange(rule))
          ? `${rule.name} has the priority ${priority}; choose one from 1 to 50,000.`
          : `${rule.name} has the priority ${priority} of ${twinsOf(rule)
              .map(({ name }) => name)
              .join(' and ')}; give it one of its own.`,
      related: () => twinsOf(rule),
      fixes: () => priorityFixes(rule),
    };
  },
});

/** The next number, and what stands there moves up: the rules are tried in the same order as before. */
function priorityFixes(rule: ListenerRule): readonly Fix[] {
  const { rules } = rule.listener;
  const next = nextTo(rule);
  const free = unused(rules, ({ priority }) => priority, next);
  if (free === undefined || free > MOST) return [];
  const inTheWay = Array.from({ length: free - next }, (_, index) => next + index).flatMap((taken) =>
    those(rules, ({ priority }) => is(priority, taken)).map((one) => ({ one, to: taken + 1 })),
  );
  return [
    {
      title: `Move ${rule.name} to priority ${next}${inTheWay.map(({ one, to }) => `, ${one.name} to ${to}`).join('')}`,
      applicability: 'choice', // which of the two is to be tried first, nobody has said
      edits: [replace(rule.priority, next), ...inTheWay.map(({ one, to }) => replace(one.priority, to))],
    },
  ];
}

/** The priority behind its own; behind all others where it is too high. */
function nextTo({ listener, priority }: ListenerRule): number {
  const valid = those(listener.rules, (one) => passes(one.priority, (number) => number <= MOST));
  const last = Math.max(...valid.map((one) => Number(show(one.priority))));
  return Math.max(LEAST, Math.floor(Math.min(Number(show(priority)), last)) + 1);
}
