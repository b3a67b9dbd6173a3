/* What is offered on a finding of cfn-lint, and what whoever makes it looks at. */
import type { Source, TextEdit } from '../../formats/format.ts';
import type { Spot } from '../../formats/layout/spot.ts';
import { decline } from '../../formats/spell.ts';
import { type CfnLintFinding, resourceOf } from '../finding.ts';

export interface CfnLintFix {
  readonly title: string;
  /** Never overlapping, in the order of the text. */
  readonly edits: readonly TextEdit[];
  /** The one that nearly everybody would choose. */
  readonly isPreferred?: boolean;
  /** What of the new text somebody has yet to replace: it stands in one of the edits. */
  readonly placeholder?: string;
}

export interface Here {
  readonly finding: CfnLintFinding;
  readonly source: Source;
  readonly text: string;
  /** How far its path leads into the text, as it is written. */
  readonly spot: Spot;
  /** What is left of the path there: keys that are missing, or parts of a text such as `Name.Attribute`. */
  readonly rest: CfnLintFinding['path'];
}

/** One way to mend what a rule says. May decline, then it offers nothing. */
export type Mend = (here: Here) => readonly CfnLintFix[];

/** The value that the finding speaks of, where it is written. */
export const spotOf = ({ spot, rest }: Here): Spot =>
  rest.length === 0 ? spot : decline('it is not written in this template');

/** SAM makes another resource of it, with other properties, and that is what cfn-lint has looked at. */
export function ownWords({ finding, source }: Here): void {
  const name = resourceOf(finding);
  const resource = source.resources.find((one) => one.name === name);
  const isInProperties = finding.path[2] === 'Properties';
  const from = resource?.made?.from;
  if (from && isInProperties) decline('what is deployed has other properties');
}
