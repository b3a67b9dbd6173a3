// Everything that is tried out in the editor, in the order in which it runs.
import './editor.ts';
import './fixes.ts';
import './suppressions.ts';
import './terraform.ts';
import './impact.ts';
import './settings.ts';
import './cfn-lint.ts';
