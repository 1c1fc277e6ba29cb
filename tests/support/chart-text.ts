import { type Color, parse, type Rgb, wcagContrast } from 'culori';
import type { Page } from 'puppeteer';

/** A piece of text in a chart, with the colours that lie under it, the uppermost first, as the browser has them. */
interface ChartText {
  readonly text: string;
  readonly fill: string;
  readonly isLarge: boolean;
  readonly grounds: readonly (readonly string[])[];
}

/** The text in the charts of the current slide that is too faint for what lies under it; axe does not see it. */
export async function faintChartText(page: Page): Promise<string[]> {
  const found = await page.evaluate(chartTexts);
  return found.flatMap(({ text, fill, isLarge, grounds }) => {
    const contrasts = grounds.map((layers) => {
      const ground = flatten(layers);
      return wcagContrast(flatten([fill, ...layers]), ground);
    });
    const least = Math.min(...contrasts);
    return least < (isLarge ? 3 : 4.5) ? [`“${text}” ${fill} at ${least.toFixed(2)}:1`] : [];
  });
}

/** What is seen of layers, the uppermost first, on white. */
function flatten(layers: readonly string[]): Color {
  const white: Rgb = { mode: 'rgb', r: 1, g: 1, b: 1 };
  return layers.reduceRight((below: Rgb, css) => {
    const { r, g, b, alpha = 1 } = parse(css) as Rgb;
    const over = (upper: number, lower: number): number => upper * alpha + lower * (1 - alpha);
    return { mode: 'rgb', r: over(r, below.r), g: over(g, below.g), b: over(b, below.b) };
  }, white);
}

/** Runs inside the page. */
function chartTexts(): ChartText[] {
  const seenThrough = (element: Element, colour: string, own: string): string => {
    let alpha = Number(own);
    for (let at: Element | null = element; at && at.tagName !== 'svg'; at = at.parentElement)
      alpha *= Number(getComputedStyle(at).opacity);
    return alpha === 1 ? colour : colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`);
  };
  const layerOf = (element: Element): string[] => {
    const style = getComputedStyle(element);
    if (!(element instanceof SVGElement)) {
      return style.backgroundColor === 'rgba(0, 0, 0, 0)' ? [] : [style.backgroundColor];
    }
    if (['text', 'tspan', 'svg'].includes(element.tagName) || style.fill === 'none') return [];
    return style.fill.startsWith('rgb') ? [seenThrough(element, style.fill, style.fillOpacity)] : [];
  };
  return [...document.querySelectorAll<SVGTextElement>('section.present .chart text')].flatMap((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const words = text.textContent.trim();
    if (words === '' || !text.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return [];
    const { fill, fillOpacity, fontSize, fontWeight } = getComputedStyle(text);
    const size = Number.parseFloat(fontSize);
    const across = [0.02, 0.25, 0.5, 0.75, 0.98].map((part) => left + (right - left) * part);
    const grounds = across.map((x) =>
      document.elementsFromPoint(x, (top + bottom) / 2).flatMap((element) => layerOf(element)),
    );
    const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
    return [{ text: words, fill: seenThrough(text, fill, fillOpacity), isLarge, grounds }];
  });
}
