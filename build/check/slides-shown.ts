import type { Element, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { SlideReading } from '../model/reading.ts';

/** What each slide of index.html says and shows once all its steps are done, its notes apart. */
export function readSlides(screen: string): SlideReading[] {
  return elementsIn(fromHtml(screen))
    .filter(({ tagName, properties }) => tagName === 'section' && hasClass(properties, 'slide'))
    .map(readSlide);
}

function readSlide(section: Element): SlideReading {
  const seen = { texts: [] as string[], drawn: [] as string[], links: [] as string[], alts: [] as string[] };
  let rasters = 0;
  const [marks, notes]: [string[], string[]] = [[], []];
  const walk = (node: Nodes, state: string | undefined, isDrawn: boolean): void => {
    if (node.type === 'text' && node.value.trim() !== '')
      (isDrawn ? seen.drawn : seen.texts).push(node.value);
    if (node.type !== 'element') return;
    const { tagName, properties } = node;
    const states = properties.dataStates === undefined ? undefined : String(properties.dataStates);
    if (state !== undefined && states !== undefined && !states.split(/[ ,]/).includes(state)) return;
    // its signs are drawn in an order and in shapes of their own
    if (tagName === 'math') seen.alts.push(String(properties.alttext));
    else if (hasClass(properties, 'notes')) notes.push(...wordsIn(node));
    else if (!isUnseen(node)) {
      if (hasClass(properties, 'part') || hasClass(properties, 'page')) marks.push(...wordsIn(node));
      const { href, ariaLabel, alt, src, role } = properties;
      if (tagName === 'a' && typeof href === 'string') seen.links.push(href);
      if (role === 'img' && typeof ariaLabel === 'string') seen.alts.push(ariaLabel);
      if (tagName === 'img' && typeof alt === 'string' && alt !== '') seen.alts.push(alt);
      if (tagName === 'img' && !String(src).startsWith('data:image/svg')) rasters++;
      const own = properties.dataState === undefined ? state : String(properties.dataState);
      for (const child of node.children) walk(child, own, isDrawn || tagName === 'svg');
    }
  };
  for (const child of section.children) walk(child, undefined, false);
  return { id: String(section.properties.id), ...seen, marks, notes, rasters };
}

/** What is there for the program or for screen readers alone. */
function isUnseen({ tagName, properties }: Element): boolean {
  return (
    ['script', 'style', 'title', 'desc', 'template'].includes(tagName) ||
    ['data', 'unseen'].some((name) => hasClass(properties, name))
  );
}

function hasClass({ className }: Element['properties'], name: string): boolean {
  return Array.isArray(className) && className.includes(name);
}

function wordsIn(node: Nodes): string[] {
  if (node.type === 'text') return node.value.trim() === '' ? [] : [node.value];
  if (node.type === 'element' && node.tagName === 'math') return [];
  return 'children' in node ? node.children.flatMap(wordsIn) : [];
}

function elementsIn(node: Nodes): Element[] {
  const own = node.type === 'element' ? [node] : [];
  return 'children' in node ? [...own, ...node.children.flatMap(elementsIn)] : own;
}
