/* What stands in the template is made by a macro that it does not ask for. */

import { readTemplate } from '../../formats/cloudformation/template.ts';
import { addTopLevel } from '../../formats/cloudformation/writer/section.ts';
import { styleOf } from '../../formats/layout/style.ts';
import type { Mend } from './fix.ts';

export const missingTransform: Mend = ({ finding, source }) => {
  const value = /'(AWS::(?:Serverless-2016-10-31|LanguageExtensions))'/.exec(finding.message)?.[1];
  // Which of several comes first matters, so the user puts them in order.
  if (value === undefined || readTemplate(source.document).entries.has('Transform')) return [];
  const edit = addTopLevel(source, 'Transform', { kind: 'scalar', value }, styleOf(source.document));
  return [{ title: `Add Transform: ${value}`, edits: [edit], isPreferred: true }];
};
