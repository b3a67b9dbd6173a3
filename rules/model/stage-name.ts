import { given, holds, show } from '../kit/index.ts';
import type { Stage } from './stages.ts';

/**
 * As its URL has it: `Stage "prod"`; where that is not known, as the user calls it: `aws_api_gateway_stage.prod`, or after the
 * deployment that makes it.
 */
export const called = (stage: Stage): string => {
  const name = show(stage.stageName, '');
  if (name !== '') return `Stage "${name}"`;
  return holds(given(stage.madeByDeployment)) ? `The stage of ${stage.name}` : stage.name;
};
