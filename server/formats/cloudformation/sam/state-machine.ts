/* `AWS::Serverless::StateMachine`: an API starts it as a role that SAM makes for each event. */
import type { Expression, Spot } from '../../format.ts';
import { literal, map, reference, text } from './build.ts';
import type { ApiEvent } from './events.ts';
import { MadeResource } from './made.ts';
import { factsOf } from './sam.ts';
import type { Written } from './written.ts';

const same = ['Definition', 'DefinitionSubstitutions', 'Logging', 'Name', 'Role', 'Tracing', 'Type'];

export function madeOfStateMachine(written: Written, events: readonly ApiEvent[]): readonly MadeResource[] {
  const { name, properties, key } = written;
  const roles = events.map(
    (event) => new MadeResource(factsOf(written, roleOf(event), 'AWS::IAM::Role'), () => map(event.key, [])),
  );
  const machine = factsOf(written, name, 'AWS::StepFunctions::StateMachine', { same });
  return [new MadeResource(machine, () => properties ?? map(key, [])), ...roles];
}

const roleOf = ({ of, name }: ApiEvent): string => `${of.name}${name}Role`;

/** Whoever calls is told that it has begun, not how it ends. */
export const startOf = (event: ApiEvent, here: Spot): Expression => {
  const { key } = event;
  return map(here, [
    ['type', literal(key, 'aws')],
    ['httpMethod', literal(key, 'POST')],
    ['uri', text(key, ['arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution'])],
    ['credentials', reference(key, roleOf(event), 'Arn')],
  ]);
};
