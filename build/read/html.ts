import type { Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { defaultSchema, type Schema, sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';

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

export interface CleanHtml {
  readonly html: string;
  /** What was left out, such as `<script>` or `onclick="…"`, each once. */
  readonly removed: readonly string[];
}

/** Reduces an author's raw HTML to a safe list of elements and attributes. */
export function cleanHtml(html: string): CleanHtml {
  const tree = fromHtml(html, { fragment: true });
  const clean = sanitize(tree, schema) as Root;
  unmark(clean);
  return { html: toHtml(clean), removed: [...lost(tree)] };
}

/** Takes the characters that stand for inlines out of attributes, where they could come as references. */
function unmark(node: Nodes): void {
  if (node.type === 'element') {
    for (const [name, value] of Object.entries(node.properties)) {
      if (typeof value === 'string') node.properties[name] = value.replace(/[\uE000\uE001]/g, '');
    }
  }
  if ('children' in node) node.children.forEach(unmark);
}

function* lost(node: Nodes): Generator<string> {
  if (node.type === 'element' && !schema.tagNames?.includes(node.tagName)) {
    yield `<${node.tagName}>`;
  } else if (node.type === 'element') {
    const allowed = [...(schema.attributes?.['*'] ?? []), ...(schema.attributes?.[node.tagName] ?? [])];
    for (const [name, value] of Object.entries(node.properties)) {
      const scheme =
        name === 'href' ? /^\s*([a-z][\w+.-]*):/i.exec(String(value))?.[1]?.toLowerCase() : undefined;
      const unsafe = scheme !== undefined && !schema.protocols?.href?.includes(scheme);
      if (!allowed.includes(name) || unsafe) yield `${name.toLowerCase()}="…" on <${node.tagName}>`;
    }
  }
  if ('children' in node) for (const child of node.children) yield* lost(child);
}
