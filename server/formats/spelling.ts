import type { ParameterEdit, Step } from '../../rules/kit/index.ts';

/** The last step of a spelling that reads keys instead of what stands at them. */
export const everyKey = '*';

/** Whether a step of a form's `at` leads through `key`: `*` is every key, `get|put` either of two. */
export const leadsThrough = (step: string, key: string): boolean =>
  step === everyKey || step === key || (step.includes('|') && step.split('|').includes(key));

/** What a parameter is declared as. */
export const parameterType = ({ names }: Pick<ParameterEdit, 'names'>): string =>
  names === 'subnet' ? 'AWS::EC2::Subnet::Id' : 'String';

/** Where a property stands in another row: `<Integration.route>.type`. */
export interface Apart {
  readonly from: string;
  readonly by: string;
  readonly steps: readonly Step[];
}

const apart = new Map<string, Apart | undefined>();
export function apartOf(spelling: string | undefined): Apart | undefined {
  if (spelling === undefined || !spelling.startsWith('<')) return undefined;
  if (!apart.has(spelling)) {
    const [, from, by, rest = ''] = /^<([A-Z]\w*)\.(\w+)>(?:\.(.+))?$/.exec(spelling) ?? [];
    apart.set(spelling, from !== undefined && by !== undefined ? { from, by, steps: stepsOf(rest) } : undefined);
  }
  return apart.get(spelling);
}

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
