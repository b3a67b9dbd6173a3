import type { ParameterEdit, Step } from '../../rules/kit/index.ts';

/** The last step of a spelling that reads keys instead of what stands at them. */
export const everyKey = '*';

/** Whether a step of a form's `at` leads through `key`: `*` is every key, `get|put` either of two. */
export const leadsThrough = (step: string, key: string): boolean =>
  step === everyKey || step === key || (step.includes('|') && step.split('|').includes(key));

/** What a parameter is declared as. */
export const parameterType = ({ names }: Pick<ParameterEdit, 'names'>): string =>
  names === 'subnet' ? 'AWS::EC2::Subnet::Id' : 'String';

/** `A.B[Key=x.y].Value` → steps, read once per spelling. */
const read = new Map<string, readonly Step[]>();
export function stepsOf(spelling: string): readonly Step[] {
  let steps = read.get(spelling);
  if (!steps) {
    steps = [...spelling.matchAll(/(?:"([^"]+)"|([^.[\]]+))(?:\[(\w+)=([^\]]+)\])?\.?/g)].map(
      ([, quoted, plain = '', name, value]): Step => {
        if (quoted !== undefined) return { key: quoted, anyCase: true };
        if (plain.endsWith('?')) return { key: plain.slice(0, -1), orItself: true };
        return name !== undefined && value !== undefined ? { key: plain, pick: [name, value] } : { key: plain };
      },
    );
    read.set(spelling, steps);
  }
  return steps;
}
