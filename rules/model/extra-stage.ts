import { all, decided, given, holds, not, some, type Verdict } from '../kit/index.ts';
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
