/* samconfig.toml and samconfig.yaml. Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html */
import { type Data, isTable, isWrong, type Table, type Wrong } from './data.ts';
import { overridesIn, type Values } from './overrides.ts';

export interface SamConfig {
  readonly values: Values;
  /** The template that it deploys, from its own folder; undefined where it does not say, so it is the usual one. */
  readonly template: string | undefined;
}

/** What templates are called that `sam` deploys where nobody names one: the first that is there. */
export const samTemplates = ['template.yaml', 'template.yml', 'template.json'] as const;

export function samConfig(data: Data, environment: string): SamConfig | Wrong {
  if (data !== undefined && !isTable(data)) return { problem: 'It is no table of environments.' };
  const said = tableIn(data, environment);
  const deploy = commandIn(said, 'deploy');
  const overrides = overridesIn(deploy.get('parameter_overrides'));
  if (isWrong(overrides)) return overrides;
  return { ...overrides, template: templateIn(deploy) ?? templateIn(commandIn(said, 'build')) };
}

/** What it says of a command, above what it says of all. */
const commandIn = (environment: Table, command: string): Table =>
  new Map([
    ...tableIn(tableIn(environment, 'global'), 'parameters'),
    ...tableIn(tableIn(environment, command), 'parameters'),
  ]);

/** Undefined also for what `sam build` has made, of the template that is named there or of the usual one. */
function templateIn(command: Table): string | undefined {
  const template = command.get('template_file') ?? command.get('template');
  if (typeof template !== 'string') return undefined;
  return /(?:^|[\\/])\.aws-sam[\\/]build[\\/]/.test(template) ? undefined : template;
}

function tableIn(table: Table | undefined, key: string): Table {
  const inside = table?.get(key);
  return isTable(inside) ? inside : none;
}
const none: Table = new Map();
