/* `Metadata: cfn-lint: config: ignore_checks: [E3012]`, which cfn-lint obeys in a resource, and in the template as a whole. */

import { textOf } from '../../formats/cloudformation/template.ts';
import { changed } from '../../formats/cloudformation/writer/changes.ts';
import { sectionOf } from '../../formats/cloudformation/writer/section.ts';
import { resourceSpot } from '../../formats/cloudformation/writer/spot.ts';
import { type Source, type TextEdit, writtenOf } from '../../formats/format.ts';
import { childrenOf, type Spot } from '../../formats/layout/spot.ts';
import { decline, nested, type Tree } from '../../formats/spell.ts';
import { type CfnLintFinding, resourceOf } from '../finding.ts';
import type { CfnLintFix } from './fix.ts';
import { deepest, putBelow } from './put-below.ts';

/** Never preferred: what is ignored is not mended. */
export function ignoring(source: Source, finding: CfnLintFinding): readonly CfnLintFix[] {
  const { id } = finding;
  const name = resourceOf(finding);
  const resource = source.resources.map(writtenOf).find((one) => one.name === name);
  if (name === undefined || !resource)
    return [{ title: `Ignore ${id} in this template`, edits: inTemplate(source, id) }];
  if (resource.sealed !== undefined) return decline(resource.sealed);
  const spot = resourceSpot(source, resource);
  return [{ title: `Ignore ${id} for ${name}`, edits: below(source, spot, ['Metadata', ...way], id) }];
}

const way = ['cfn-lint', 'config', 'ignore_checks'];

function inTemplate(source: Source, id: string): readonly TextEdit[] {
  const metadata = sectionOf(source, 'Metadata');
  if (metadata) return below(source, metadata, way, id);
  return changed(source, (changes) =>
    changes.putInSection(
      'Metadata',
      nested(
        way.map((key) => ({ key })),
        list(id),
      ),
    ),
  );
}

function below(source: Source, from: Spot, keys: readonly string[], id: string): readonly TextEdit[] {
  const { spot } = deepest(from, keys);
  if (childrenOf(spot).some(({ node }) => textOf(node) === id)) return decline('it is ignored already');
  return putBelow(source, from, keys, list(id));
}

const list = (id: string): Tree => ({ kind: 'list', items: [{ kind: 'scalar', value: id }] });
