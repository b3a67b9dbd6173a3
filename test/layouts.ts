/*
 * The same template, written as other people would: indented otherwise, with dashes in or out, in flow
 * style, with other quotes, line ends and tags, as JSON. Made with the `yaml` package, which keeps comments.
 */
import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  Pair,
  parseDocument,
  Scalar,
  type ToStringOptions,
  visit,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { jsonTwin } from './twin.ts';

export interface Layout {
  readonly name: string;
  /** Undefined where the template cannot be written so. */
  write(text: string): string | undefined;
}

const yaml = (name: string, change: (document: Document) => void, options: ToStringOptions = {}): Layout => ({
  name,
  write(text) {
    const document = parseDocument(text, { logLevel: 'silent' });
    if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
    if (isMap(document.contents) && document.contents.flow) inBlocks(document);
    change(document);
    return document.toString({ lineWidth: 0, ...options });
  },
});

/** JSON as people write YAML. */
function inBlocks(document: Document): void {
  visit(document, {
    Collection(_, node) {
      node.flow = false;
    },
    Scalar(_, node) {
      delete node.type;
    },
  });
}

const nothing = (): void => {};

const json = (name: string, indent: string | number): Layout => ({
  name,
  write(text) {
    if (parseDocument(text, { logLevel: 'silent' }).errors.length > 0) return undefined;
    const twin: unknown = JSON.parse(jsonTwin(text));
    return `${JSON.stringify(twin, null, indent)}\n`;
  },
});

/** Every layout that a template is tried in. */
export const layouts: readonly Layout[] = [
  yaml('indented by 2', nothing, { indent: 2 }),
  yaml('indented by 4', nothing, { indent: 4 }),
  yaml('dashes not indented', nothing, { indentSeq: false }),
  yaml('resources in flow style', (document) => {
    for (const resource of resourcesOf(document)) resource.flow = true;
  }),
  yaml('properties in flow style', (document) => {
    for (const resource of resourcesOf(document)) {
      const properties = resource.get('Properties', true);
      if (isCollection(properties)) properties.flow = true;
    }
  }),
  yaml('lists in flow style', (document) => {
    visit(document, {
      Seq(_, list) {
        list.flow = true;
      },
    });
  }),
  yaml('in double quotes', (document) => quote(document, 'QUOTE_DOUBLE')),
  yaml('in single quotes', (document) => quote(document, 'QUOTE_SINGLE')),
  { name: 'with CRLF', write: (text) => text.replace(/\r?\n/g, '\r\n') },
  { name: 'without a line break at its end', write: (text) => text.trimEnd() },
  { name: 'with a byte order mark', write: (text) => `\uFEFF${text.replace(/^\uFEFF/, '')}` },
  yaml('with short functions', shorten),
  yaml('with long functions', lengthen),
  yaml('with long functions in flow style', (document) => {
    lengthen(document);
    visit(document, {
      Map(_, map) {
        if (isCall(map)) map.flow = true;
      },
    });
  }),
  yaml('all in flow style', ({ contents }) => {
    if (isMap(contents)) contents.flow = true;
  }),
  yaml('with a comment at every line', comment),
  json('as JSON', 2),
  json('as JSON with tabs', '\t'),
  json('as JSON on one line', 0),
];

function resourcesOf(document: Document): readonly YAMLMap[] {
  const resources = document.get('Resources', true);
  return isMap(resources) ? resources.items.flatMap(({ value }) => (isMap(value) ? [value] : [])) : [];
}

function quote(document: Document, type: Scalar.Type): void {
  visit(document, {
    Scalar(key, node) {
      if (key !== 'key' && typeof node.value === 'string' && !isBlockScalar(node)) node.type = type;
    },
  });
}

/** Above every key and item, and behind every scalar. */
function comment(document: Document): void {
  let n = 0;
  visit(document, {
    Pair(_, { key, value }) {
      if (isScalar(key)) key.commentBefore = ` above ${n++}`;
      if (isScalar(value) && !isBlockScalar(value)) value.comment = ` behind ${n++}`;
    },
    Seq(_, list) {
      for (const item of list.items)
        if (isScalar(item) && !isBlockScalar(item)) {
          item.commentBefore = ` above ${n++}`;
          item.comment = ` behind ${n++}`;
        }
    },
  });
}

const isBlockScalar = ({ type }: Scalar): boolean => type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';

const isCall = (map: YAMLMap): boolean =>
  map.items.length === 1 && /^(?:Ref$|Fn::)/.test(String(isScalar(map.items[0]?.key) ? map.items[0].key.value : ''));

/** `Ref: X` → `!Ref X`, but for what has a tag already inside. */
function shorten(document: Document): void {
  visit(document, {
    Map(key, map) {
      const [pair] = map.items;
      if (key === null || !isCall(map) || !pair || !isScalar(pair.key) || map.tag?.startsWith('!')) return undefined;
      const name = String(pair.key.value);
      const value = pair.value;
      if (!isScalar(value) && !isSeq(value)) return undefined;
      if ((value.tag ?? '').startsWith('!') || value.anchor !== undefined || map.anchor !== undefined) return undefined;
      if (name === 'Fn::GetAtt' && isSeq(value)) return undefined;
      value.tag = `!${name.replace('Fn::', '')}`;
      return value;
    },
  });
}

/** `!Ref X` → `Ref: X`. */
function lengthen(document: Document): void {
  const long = (node: Node): Node | undefined => {
    if (!(isScalar(node) || isCollection(node)) || !/^!\w/.test(node.tag ?? '') || node.anchor !== undefined)
      return undefined;
    const name = (node.tag ?? '').slice(1);
    delete node.tag;
    const map = new YAMLMap();
    map.add(new Pair(new Scalar(name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`), argument(name, node)));
    return map;
  };
  visit(document, {
    Pair: (_, pair) => {
      const value = pair.value as Node | null;
      const made = value && long(value);
      if (made) pair.value = made;
    },
    Seq: (_, list) => {
      for (const [i, item] of list.items.entries()) {
        const made = isPair(item) ? undefined : long(item as Node);
        if (made) list.items[i] = made;
      }
    },
  });
}

function argument(name: string, node: Node): Node {
  if (name !== 'GetAtt' || !isScalar(node)) return node;
  const [resource = '', ...attribute] = String(node.value).split('.');
  const list = new YAMLSeq();
  list.items.push(new Scalar(resource), new Scalar(attribute.join('.')));
  return list;
}
