import { nearest } from '../../rules/kit/index.ts';
import type { RuleFile } from '../../test/cases.ts';

export type Asked =
  | { readonly rule: RuleFile; readonly problem?: undefined }
  | { readonly rule?: undefined; readonly problem: string };

/** What `<folder>/<id>` asks for, or what is wrong with it. */
export function asked(name: string, taken: readonly RuleFile[], mayMakeFolder: boolean): Asked {
  const [folder = '', id = '', ...more] = name.split('/');
  const folders = [...new Set(taken.map((rule) => rule.folder))];
  if (id === '' || more.length > 0)
    return {
      problem: `Say <folder>/<id>, such as ${folders[0]}/alb-without-name; the folders are ${folders.join(', ')}.`,
    };
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id))
    return { problem: `The id ${id} is not in kebab-case: at least two words in small letters, with hyphens between.` };
  const same = taken.find((rule) => rule.id === id);
  if (same) return { problem: `There is a rule ${id} already: rules/${same.folder}/${id}.ts` };
  if (!folders.includes(folder) && !mayMakeFolder) {
    const guess = nearest(folder, folders);
    const advice = guess === undefined ? `the folders are ${folders.join(', ')}.` : `did you mean ${guess}?`;
    return { problem: `There is no folder rules/${folder}; ${advice} A new one is made with --new-folder.` };
  }
  if (!/^[a-z]+$/.test(folder)) return { problem: `A folder is one word in small letters, which ${folder} is not.` };
  return { rule: { folder, id } };
}

/** The two files of a new rule: they compile, and their cases hold every word. All of it is there to be replaced. */
export function filesOf({ folder, id }: RuleFile): ReadonlyMap<string, string> {
  return new Map([
    [`rules/${folder}/${id}.ts`, rule(id)],
    [`rules/${folder}/${id}.cases.md`, cases(id)],
  ]);
}

const rule = (id: string): string => `import { defineRule, is } from '../kit/index.ts';
import { Listener } from '../model/elbv2.ts';

export default defineRule({
  id: '${id}',
  resource: Listener,
  severity: 'information',
  preset: 'strict',
  docs: {
    title: 'Listener listens on port 8080',
    why: \`
What happens to whom, and when: two or three sentences.\`,
    quietWhen: ['the listener has another port, or one that is not known'],
    sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html'],
  },

  check: (listener) => ({
    when: is(listener.port, 8080),
    at: listener.port,
    message: \`\${listener.name} listens on port 8080; choose another.\`,
  }),
});
`;

const cases = (id: string): string => `# ${id}

## A listener on port 8080

\`\`\`yaml
Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      Port: 8080
      #     ^^^^ Web listens on port 8080; choose another.
\`\`\`

## Quiet: the ports beside it

\`\`\`yaml
Resources:
  One: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { Port: 8079 } }
  Other: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { Port: 8081 } }
\`\`\`

## Undecided: the port is a parameter without a default

\`\`\`yaml
Parameters:
  Port: { Type: Number }
Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      Port: !Ref Port
      #     ????????? parameter Port has no default
\`\`\`
`;
