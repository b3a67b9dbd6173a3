import type { Documented } from './documented.ts';

const levels = ['off', 'error', 'warning', 'information', 'hint'];

interface Setting {
  readonly properties?: unknown;
}
interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

/** `package.json`, in which the setting `gatelint.rules` offers every rule by name. */
export function withRuleSettings(text: string, rules: readonly Documented[]): string {
  const manifest: Manifest = JSON.parse(text);
  const { configuration } = manifest.contributes;
  const setting = configuration.properties['gatelint.rules'];
  if (!setting) return text;
  const properties = Object.fromEntries(
    rules.map(({ id, rule }) => [id, { enum: levels, description: `${rule.docs.title}.` }]),
  );
  const changed = { ...configuration.properties, 'gatelint.rules': { ...setting, properties } };
  const contributes = { ...manifest.contributes, configuration: { ...configuration, properties: changed } };
  return `${JSON.stringify({ ...manifest, contributes }, null, 2)}\n`;
}
