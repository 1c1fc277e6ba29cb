import type { Element, Nodes, Properties, Root } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { defaultSchema, type Schema, sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { defaultTreeAdapter, parseFragment } from 'parse5';
import { VFile } from 'vfile';

/** What authors may write as raw HTML: text-level and table elements, no addresses but links, no ids. */
const schema: Schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? [])
    .filter((name) => !['img', 'input', 'picture', 'source'].includes(name))
    .concat(['abbr', 'cite', 'figure', 'figcaption', 'mark', 'small', 'time', 'u', 'wbr']),
  attributes: {
    '*': [
      'className',
      'dir',
      'lang',
      'title',
      'align',
      'colSpan',
      'rowSpan',
      'scope',
      'start',
      'value',
      'open',
    ],
    a: ['href'],
    time: ['dateTime'],
  },
  protocols: { href: ['http', 'https', 'mailto'] },
  required: {},
  clobber: [],
  strip: ['script', 'style', 'template', 'iframe', 'object', 'embed', 'noscript', 'svg', 'math'],
};

/** Comments of HTML, with what ends each: nothing where it is never closed. */
export const comments = /<!--[\s\S]*?(-->|$)/g;

export interface CleanHtml {
  readonly html: string;
  /** What was left out, such as `<script>` or `onclick="…"`, each once. */
  readonly removed: readonly string[];
  /** Where the links in `html` lead. */
  readonly links: readonly string[];
}

/** More are not what somebody wrote: `<b>` that is not closed opens again in each paragraph behind it. */
const mostElements = 100_000;

/** HTML as browsers read it; throws a RangeError where it comes to more elements than anybody writes. */
export function parseHtml(html: string): Root {
  let count = 0;
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(...element) {
      if (++count > mostElements) throw new RangeError('this HTML has too many elements');
      return defaultTreeAdapter.createElement(...element);
    },
  };
  const fragment = parseFragment(html, {
    treeAdapter,
    sourceCodeLocationInfo: true,
    scriptingEnabled: false,
  });
  return fromParse5(fragment, { file: new VFile(html) }) as Root;
}

/** Takes out of attributes the two characters that stand for inlines, where references would have brought them. */
function unmark(properties: Properties): void {
  const plain = <T>(value: T): T =>
    typeof value === 'string' ? (value.replace(/[\uE000\uE001]/g, '') as T) : value;
  for (const [name, value] of Object.entries(properties)) {
    properties[name] = Array.isArray(value) ? value.map(plain) : plain(value);
  }
}

/** Reduces an author's raw HTML to a safe list of elements and attributes. */
export function cleanHtml(html: string): CleanHtml {
  const tree = parseHtml(html);
  const removed = new Set<string>();
  for (const element of elementsIn(tree)) {
    const { tagName, properties } = element;
    unmark(properties);
    if (properties.href !== undefined) properties.href = normalAddress(String(properties.href));
    if (!schema.tagNames?.includes(tagName)) removed.add(`<${tagName}>`);
    else for (const name of unsafeAttributes(element)) removed.add(`${name}="…" on <${tagName}>`);
  }
  const clean = sanitize(tree, schema) as Root;
  const links = [...elementsIn(clean)].flatMap(({ properties: { href } }) =>
    typeof href === 'string' ? href : [],
  );
  return { html: toHtml(clean), removed: [...removed], links };
}

function* elementsIn(node: Nodes): Generator<Element> {
  if (node.type === 'element') yield node;
  if ('children' in node) for (const child of node.children) yield* elementsIn(child);
}

const scheme = /^([^:/?#]*):/;

/** An address as a browser takes it: without control characters, its scheme in small letters. */
function normalAddress(href: string): string {
  return href.replace(/^[\p{Cc} ]+|[\t\n\r]/gu, '').replace(scheme, (name) => name.toLowerCase());
}

function unsafeAttributes({ tagName, properties }: Element): string[] {
  const allowed = [...(schema.attributes?.['*'] ?? []), ...(schema.attributes?.[tagName] ?? [])];
  return Object.entries(properties)
    .filter(([name, value]) => {
      const [, protocol] = (name === 'href' && scheme.exec(String(value))) || [];
      return (
        !allowed.includes(name) || (protocol !== undefined && !schema.protocols?.href?.includes(protocol))
      );
    })
    .map(([name, value]) => attributeName(name, value));
}

/** The name of an attribute in HTML, which is not that of its property: `data-x` for `dataX`. */
function attributeName(name: string, value: Properties[string]): string {
  const html = toHtml({ type: 'element', tagName: 'a', properties: { [name]: value }, children: [] });
  return /^<a ([^=>]+)/.exec(html)?.[1] ?? name;
}
