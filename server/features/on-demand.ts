/* What nobody needs before the first diagnostics: a bundle of its own (tools/bundles.ts), loaded at the first question. */
export { loadImpact, loadUpdates } from '../impact/impact.ts';
export { cfnLintFixes } from './cfn-lint/quick-fixes.ts';
export { completionAt } from './completion/completion.ts';
export { configCompletion } from './config/completion.ts';
export { configHover } from './config/hover.ts';
export { turnOffActions } from './config/turn-off.ts';
export { fixAllSafe } from './fix-all.ts';
export { hoverAt } from './hover.ts';
export { impactLenses, impactPage } from './impact-answers.ts';
export { inlayHints } from './inlay-hints.ts';
export { definitionAt, highlightsAt, referencesAt } from './navigation.ts';
export { quickFixes, resolvedQuickFix } from './quick-fixes.ts';
export { renameable, renamed } from './rename.ts';
export { suppressionActions } from './suppression-actions.ts';
