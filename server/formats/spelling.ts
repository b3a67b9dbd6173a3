import type { Step } from '../../rules/kit/index.ts';

/** `A.B[Key=x.y].Value` → steps, read once per spelling. */
const read = new Map<string, readonly Step[]>();
export function stepsOf(spelling: string): readonly Step[] {
  let steps = read.get(spelling);
  if (!steps) {
    steps = [...spelling.matchAll(/(?:"([^"]+)"|([^.[\]]+))(?:\[(\w+)=([^\]]+)\])?\.?/g)].map(
      ([, quoted, plain = '', name, value]): Step => {
        if (quoted !== undefined) return { key: quoted, anyCase: true };
        return name !== undefined && value !== undefined ? { key: plain, pick: [name, value] } : { key: plain };
      },
    );
    read.set(spelling, steps);
  }
  return steps;
}
