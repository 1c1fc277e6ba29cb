import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import type { Chart } from '../model/chart.ts';
import type { Drawing, Talk } from '../model/talk.ts';
import { renderDocument } from './document.ts';
import { raw } from './html.ts';
import type { Picture } from './images.ts';

/** A chart as an SVG file of its own: in its last state, with the fonts that it needs, well-formed as XML. */
export function renderChartSvg(chart: Chart, { svg }: Drawing, fonts: string): string {
  const last = String(chart.states.length - 1);
  const tree = fromHtml(svg, { fragment: true, space: 'svg' });
  const [root] = inState(tree, last).children as Element[];
  if (!root) return svg;
  const style: Element = {
    type: 'element',
    tagName: 'style',
    properties: {},
    // as in HTML, whose writer would leave it as it is
    children: [{ type: 'text', value: fonts }],
  };
  const whole: Element = {
    ...root,
    properties: { xmlns: 'http://www.w3.org/2000/svg', ...root.properties, className: undefined },
    children: [...root.children.slice(0, 1), style, ...root.children.slice(1)],
  };
  const text = toHtml(whole, {
    space: 'svg',
    closeEmptyElements: true,
    characterReferences: { useNamedReferences: false },
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`;
}

/** The tree without groups of other states, and without what only a deck's program reads. */
function inState<T extends Root | ElementContent>(node: T, state: string): T {
  if (!('children' in node)) return node;
  const children = (node.children as ElementContent[])
    .filter((child) => {
      const states = child.type === 'element' ? child.properties.dataStates : undefined;
      return states === undefined || states === null || String(states).split(/[ ,]/).includes(state);
    })
    .map((child) => inState(child, state));
  if (node.type === 'root') return { ...node, children };
  const properties = Object.fromEntries(
    Object.entries((node as Element).properties).filter(([name]) => !name.startsWith('data')),
  );
  return { ...node, properties, children };
}

/** The chart alone on a page of its size. */
export function renderChartPage(svg: string, { width, height }: Drawing, talk: Talk, fonts: string): Picture {
  const drawing = raw(svg.replace(/^<\?xml[^>]*>\n/, '').replace(/<style>[\s\S]*?<\/style>/, ''));
  const style = `@page { size: ${width}px ${height}px; margin: 0 } body { margin: 0; background: #ffffff } svg { display: block }`;
  const size = { width, height };
  return { size, document: renderDocument(talk.deck.config, [fonts, style], drawing, 'images') };
}
