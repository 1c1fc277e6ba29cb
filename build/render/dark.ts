import 'culori/css';
import { type Color, clampChroma, converter, formatHex, formatRgb, parse, wcagContrast } from 'culori/fn';

const oklch = converter('oklch');

/** Colours of a theme by the names of their tokens, in the theme's order. */
type Tokens = ReadonlyMap<string, Color>;

/** The tokens of a theme's styles on white paper, and those that replace them on dark slides. */
export interface Shades {
  readonly light: Tokens;
  readonly dark: Tokens;
}

/** Reads the tokens that hold colours; undefined for a theme without dark ones. */
export function shadesOf(theme: string): Shades | undefined {
  const read = (block: RegExp): Tokens => {
    const declarations = block.exec(theme)?.[1] ?? '';
    return new Map(
      [...declarations.matchAll(/--([\w-]+):\s*([^;]+);/g)].flatMap(([, name = '', value = '']) => {
        const colour = parse(value.trim());
        return colour ? [[name, colour] as const] : [];
      }),
    );
  };
  const light = read(/:root\s*\{([^}]*)\}/);
  const dark = read(/\[data-theme=['"]dark['"]\]\s*\{([^}]*)\}/);
  const isWhole = [light, dark].every((tokens) => tokens.has('paper') && tokens.has('ink'));
  return isWhole ? { light, dark } : undefined;
}

/**
 * What a colour of a chart becomes on dark slides, as CSS: the token that it is in the theme, else its own hue with the
 * lightness mirrored between paper and ink. Either keeps the contrast to the paper, up to that of the ink.
 */
export function counterpart(written: string, { light, dark }: Shades): string | undefined {
  const colour = parse(written);
  const [paper, ink] = [light.get('paper'), light.get('ink')];
  const [darkPaper, darkInk] = [dark.get('paper'), dark.get('ink')];
  if (!colour || !paper || !ink || !darkPaper || !darkInk) return undefined;
  const wanted = Math.min(wcagContrast(colour, paper), wcagContrast(darkInk, darkPaper));
  const isEnough = (candidate: Color | undefined): boolean =>
    candidate !== undefined && wcagContrast(candidate, darkPaper) >= wanted;

  const hex = formatHex(colour);
  const [token] = [...light].find(([name, own]) => formatHex(own) === hex && isEnough(dark.get(name))) ?? [];
  if (token !== undefined && colour.alpha === undefined) return `var(--${token})`;

  const { l, c, h, alpha } = oklch(colour);
  const [from, to] = [oklch(paper).l, oklch(ink).l];
  const [start, end] = [oklch(darkPaper).l, oklch(darkInk).l];
  let lightness = Math.min(1, Math.max(0, start + ((l - from) / (to - from)) * (end - start)));
  const at = (lighter: number): Color =>
    clampChroma({ mode: 'oklch', l: lighter, c, ...(h === undefined ? {} : { h }) }, 'oklch');
  while (!isEnough(parse(formatHex(at(lightness)))) && lightness < 1) lightness += 0.005;
  const mirrored = at(lightness);
  return alpha === undefined ? formatHex(mirrored) : formatRgb({ ...mirrored, alpha });
}

/** Styles that give the charts in `markup` their colours on dark slides; drawings made for dark ground keep theirs. */
export function darkCharts(markup: string, theme: string): string {
  const shades = shadesOf(theme);
  if (!shades) return '';
  const found = [...markup.matchAll(/ (fill|stroke|stop-color)="([^"]+)"/g)];
  const written = new Set(found.map(([, property, value]) => `${property} ${value?.toLowerCase()}`));
  const rules = [...written].sort().flatMap((pair) => {
    const [property = '', ...words] = pair.split(' ');
    const value = words.join(' ');
    const dark = counterpart(value, shades);
    return dark === undefined
      ? []
      : `html[data-theme='dark'] .slot:not(.tone-dark) .chart [${property}="${value}" i] { ${property}: ${dark} }`;
  });
  return rules.length === 0 ? '' : `@media screen {\n${rules.join('\n')}\n}`;
}
