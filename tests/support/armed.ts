import type { Element, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';

const foreign = new Set([
  'base',
  'iframe',
  'frame',
  'object',
  'embed',
  'form',
  'foreignObject',
  'link',
  'meta',
]);

/** What runs, loads or frames something in a fragment of HTML, as browsers parse it; scripts of mere data do not. */
export function armed(html: string): string[] {
  const found: string[] = [];
  visit(fromHtml(html, { fragment: true }), (element) => {
    const { tagName, properties } = element;
    const isData = tagName === 'script' && properties.type === 'application/json';
    if (foreign.has(tagName) || (tagName === 'script' && !isData)) found.push(`<${tagName}>`);
    for (const [name, value] of Object.entries(properties)) {
      const text = String(value);
      if (/^on/i.test(name)) found.push(`<${tagName} ${name}="${text}">`);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers leave them out of addresses
      const address = text.replace(/[\u0000-\u0020]/g, '');
      const isAddress = /^(?:xLink)?href$|^(?:form)?action$|^src$|^srcDoc$|^srcSet$|^poster$|^data$/i.test(
        name,
      );
      if (isAddress && /^(?:javascript|vbscript|blob|file):|^data:(?!image\/|font\/)/i.test(address))
        found.push(`<${tagName} ${name}="${text}">`);
      const loads =
        /^(?:src|srcSet|poster|data)$/i.test(name) || (isAddress && /^(?:image|use|feImage)$/.test(tagName));
      if (loads && !/^(?:#|data:image\/)/i.test(address)) found.push(`<${tagName} ${name}="${text}">`);
      if (/url\((?!["']?(?:#|data:(?:image|font)))/i.test(text) && isStyled(name))
        found.push(`<${tagName} ${name}="${text}">`);
    }
  });
  return found;
}

/** Whether browsers look for addresses to load in an attribute's value. */
function isStyled(name: string): boolean {
  return /^(?:style|fill|stroke|filter|clipPath|mask|cursor)$/i.test(name);
}

function visit(node: Nodes, look: (element: Element) => void): void {
  if (node.type === 'element') look(node);
  if (node.type === 'element' && node.content) visit(node.content, look);
  if ('children' in node) for (const child of node.children) visit(child, look);
}
