/* The same file of Terraform in JSON, as other people and programs would write it. */
import type { Layout } from './layouts.ts';
import { isList, type Json } from './twin.ts';

const bare = (text: string): string => text.replace(/^\uFEFF/, '');

/** Undefined where the text is no JSON. */
const json = (name: string, write: (json: Json) => string): Layout => ({
  name,
  write(text) {
    try {
      return write(JSON.parse(bare(text)));
    } catch {
      return undefined;
    }
  },
});

const isMap = (one: Json): one is { readonly [key: string]: Json } =>
  typeof one === 'object' && one !== null && !isList(one);

/** Every value but the keys in its maps, from the inside out. */
function changed(one: Json, change: (value: Json, key: string) => Json, key = ''): Json {
  if (isList(one))
    return change(
      one.map((item) => changed(item, change)),
      key,
    );
  if (!isMap(one)) return change(one, key);
  return change(
    Object.fromEntries(Object.entries(one).map(([name, value]) => [name, changed(value, change, name)])),
    key,
  );
}

/** What stands in a list though it is the only one stands alone. */
const alone = (one: Json): Json =>
  changed(one, (value) =>
    isList(value) && value.length === 1 && value[0] !== undefined && isMap(value[0]) ? value[0] : value,
  );

/** With what is short on one line. */
function compact(one: Json, lead: string, pad: string): string {
  const short = JSON.stringify(one, null, 1).replace(/\n */g, ' ');
  const written = isMap(one)
    ? short.replace(/^\{ (.*) \}$/, `{${pad}$1${pad}}`)
    : short.replace(/^\[ (.*) \]$/, '[$1]');
  if (typeof one !== 'object' || one === null || (written.length < 60 && lead !== '')) return written;
  const inner = `${lead}  `;
  const parts = isList(one)
    ? one.map((item) => compact(item, inner, pad))
    : Object.entries(one).map(([key, value]) => `${JSON.stringify(key)}: ${compact(value, inner, pad)}`);
  const [open, close] = isList(one) ? '[]' : '{}';
  return parts.length === 0 ? `${open}${close}` : `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${lead}${close}`;
}

/** A comment in every block of a resource. */
function commented(one: Json): Json {
  let n = 0;
  const inside = (value: Json): Json =>
    changed(value, (map, key) => (isMap(map) && key !== 'tags' ? { '//': `about ${n++}`, ...map } : map));
  return isMap(one)
    ? { '//': 'all of it', ...one, ...(one.resource !== undefined && { resource: ofBodies(one.resource, inside) }) }
    : one;
}

/** The bodies of all resources; types and names are kept. */
const ofBodies = (resources: Json, change: (body: Json) => Json): Json =>
  isMap(resources) ? mapped(resources, (names) => (isMap(names) ? mapped(names, change) : names)) : resources;

const mapped = (map: { readonly [key: string]: Json }, change: (value: Json) => Json): Json =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));

/** At every level a list, with an object for each. */
const listed = (one: Json): Json =>
  isMap(one)
    ? mapped(one, (section) =>
        isMap(section) ? each(mapped(section, (names) => (isMap(names) ? each(names) : names))) : section,
      )
    : one;

const each = (map: Json): Json => (isMap(map) ? Object.entries(map).map(([key, value]) => ({ [key]: value })) : map);

export const terraformJsonLayouts: readonly Layout[] = [
  json('indented by 4', (one) => `${JSON.stringify(one, null, 4)}\n`),
  json('with tabs, each block alone', (one) => `${JSON.stringify(alone(one), null, '\t')}\n`),
  json('each block alone', (one) => `${JSON.stringify(alone(one), null, 2)}\n`),
  json('on one line', (one) => JSON.stringify(one)),
  json('on one line, each block alone', (one) => JSON.stringify(alone(one))),
  json('short maps on one line', (one) => `${compact(alone(one), '', ' ')}\n`),
  json('short maps and lists on one line', (one) => `${compact(one, '', '')}\n`),
  json('with comments, each block alone', (one) => `${JSON.stringify(commented(alone(one)), null, 2)}\n`),
  json('with comments', (one) => `${JSON.stringify(commented(one), null, 2)}\n`),
  json('lists at every level', (one) => `${JSON.stringify(listed(one), null, 2)}\n`),
  json('resources in a list, each block alone', (one) => `${JSON.stringify(listed(alone(one)), null, 2)}\n`),
  { name: 'with CRLF', write: (text) => text.replace(/\r?\n/g, '\r\n') },
  { name: 'without a line break at its end', write: (text) => text.trimEnd() },
  { name: 'with a byte order mark', write: (text) => `\uFEFF${bare(text)}` },
];
