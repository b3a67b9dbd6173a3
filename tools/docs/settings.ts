import type { AnyRule } from '../../rules/kit/index.ts';
import { describe, type Key } from '../../server/config/description.ts';
import { type JsonSchema, schemaOf } from './config-schema.ts';

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

/** `package.json` with the settings of VS Code that a config has, too; the rest stays as it is. */
export function withSettings(text: string, rules: readonly AnyRule[]): string {
  const manifest: Manifest = JSON.parse(text);
  const { configuration } = manifest.contributes;
  const { preset, rules: levels, assumeDefaults } = describe(rules).keys;
  const ours = Object.entries({ preset, rules: levels, assumeDefaults }).map(
    ([name, key]) => [`gatelint.${name}`, settingOf(key)] as const,
  );
  const names = new Set<string>(ours.map(([name]) => name));
  const others = Object.entries(configuration.properties).filter(([name]) => !names.has(name));
  const properties = Object.fromEntries([...ours, ...others]);
  const contributes = { ...manifest.contributes, configuration: { ...configuration, properties } };
  return `${JSON.stringify({ ...manifest, contributes }, null, 2)}\n`;
}

const settingOf = ({ shape, about, default: byDefault }: Key): JsonSchema => ({
  ...(shape.kind === 'word' && { type: 'string' }),
  ...schemaOf(shape),
  ...(shape.kind === 'word' && { enumDescriptions: Object.values(shape.words) }),
  default: byDefault ?? {},
  scope: 'window',
  markdownDescription: `${about} What a \`gatelint.yaml\` says of it goes before this.`,
});
