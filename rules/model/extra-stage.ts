import { all, decided, type Fix, given, holds, not, remove, some, type Verdict } from '../kit/index.ts';
import { called } from './stage-name.ts';
import type { Stage } from './stages.ts';

/**
 * A deployment with a stage name makes a stage of its own beside those that serve it: SAM's is called `Stage`, and next
 * to nobody knows of it. What another stage of the API lacks as well is said of that one alone.
 */
export const isSaidOfAnother = (stage: Stage, lacks: (other: Stage) => Verdict): Verdict =>
  decided(
    holds(
      all(given(stage.madeByDeployment), () =>
        some(stage.api.stages, (other) => all(not(given(other.madeByDeployment)), () => lacks(other))),
      ),
    ),
  );

/** Where another stage serves the API, the one that was made on the side can go. */
export const withoutIt = (stage: Stage): readonly Fix[] =>
  holds(isSaidOfAnother(stage, given))
    ? [
        {
          title: `Do without ${called(stage).replace(/^(?:Stage|The) /, (word) => word.toLowerCase())}`,
          applicability: 'choice', // somebody may call it
          // Without a name there is nothing to describe.
          edits: [remove(stage.stageName), ...(holds(given(stage.throttle)) ? [remove(stage.throttle)] : [])],
        },
      ]
    : [];
