import { SaxesParser, type SaxesTagNS } from 'saxes';
import { escapeHtml } from '../model/escape.ts';
import { mostBytes } from '../model/files.ts';

const svgSpace = 'http://www.w3.org/2000/svg';
const xlinkSpace = 'http://www.w3.org/1999/xlink';
const xmlSpace = 'http://www.w3.org/XML/1998/namespace';
const xmlnsSpace = 'http://www.w3.org/2000/xmlns/';

/** Namespaces whose elements browsers give a meaning of their own. */
const foreign = /^http:\/\/www\.w3\.org\/(?:1999\/xhtml|1998\/Math\/MathML|2001\/xml-events)/;

/** What drawings are made of; what embeds, links or runs is not among it. */
const elements = new Set(
  `svg g defs symbol use switch a title desc metadata style view path rect circle ellipse line polyline polygon text
  tspan textPath tref altGlyph image marker pattern mask clipPath linearGradient radialGradient stop meshgradient
  meshrow meshpatch solidcolor hatch hatchpath filter feBlend feColorMatrix feComponentTransfer feComposite
  feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG
  feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight
  feTile feTurbulence animate animateTransform animateMotion animateColor mpath set font font-face font-face-src
  font-face-name glyph missing-glyph hkern vkern cursor color-profile flowRoot flowRegion flowPara flowSpan flowDiv`.split(
    /\s+/,
  ),
);

/** Pictures that hold nothing but themselves, and fonts. */
const picture = /^data:image\/(?:png|jpe?g|gif|webp|avif);base64,/i;
const font = /^data:(?:font\/|application\/(?:x-|vnd\.ms-)?font)/i;

export interface CleanSvg {
  /** Undefined where it is no SVG. */
  readonly bytes: Uint8Array | undefined;
  /** What was left out, such as `<script>` or `onclick="…"`, each once. */
  readonly removed: readonly string[];
}

/** Whether a file is opened as SVG, by its name. */
export function isSvg(path: string): boolean {
  return /\.svg$/i.test(path);
}

/**
 * Reduces an SVG file to what draws: no script, no handlers, no HTML, no address but its own parts and embedded
 * pictures. One that holds nothing else, in UTF-8 and without a document type, stays byte for byte as it is.
 */
export function cleanSvg(bytes: Uint8Array): CleanSvg {
  try {
    const { svg, removed, isPlain } = cleaned(textOf(bytes));
    return { bytes: isPlain ? bytes : new TextEncoder().encode(svg), removed: [...removed] };
  } catch {
    // what is not well-formed, browsers show and run up to the mistake
    return { bytes: undefined, removed: [] };
  }
}

const declaration = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w-]+)["']/;

/** The file's characters, which its declaration may say to be in an older encoding. */
function textOf(bytes: Uint8Array): string {
  const [, label = 'utf-8'] = declaration.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1')) ?? [];
  return new TextDecoder(label, { fatal: true }).decode(bytes);
}

function cleaned(text: string): { svg: string; removed: ReadonlySet<string>; isPlain: boolean } {
  const parser = new SaxesParser({ xmlns: true });
  const removed = new Set<string>();
  const parts: string[] = [];
  let [length, depth, isOriginal] = [0, 0, true];
  /** How deep the element stands with which all in it is left out. */
  let skipped = Number.POSITIVE_INFINITY;
  /** The text of a `<style>`, up to its end. */
  let style: string | undefined;
  const add = (part: string): void => {
    length += part.length;
    // entities may make much of little
    if (length > mostBytes) throw new RangeError('this SVG is too large');
    parts.push(part);
  };
  parser.on('error', (problem) => {
    throw problem;
  });
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    isOriginal &&= encoding.toLowerCase() === 'utf-8';
  });
  parser.on('doctype', (doctype) => {
    isOriginal = false;
    Object.assign(parser.ENTITIES, entitiesIn(doctype));
  });
  parser.on('processinginstruction', ({ target }) => {
    removed.add(`<?${target}?>`);
  });
  parser.on('opentag', (tag) => {
    // each element is looked up in all those around it
    if (++depth > 1000) throw new RangeError('this SVG nests too deeply');
    const isSvg = tag.uri === svgSpace || tag.uri === '';
    if (depth === 1 && !(isSvg && tag.local === 'svg')) throw new Error('this is no SVG');
    // styles hold nothing but words
    const isKnown = isSvg && elements.has(tag.local) && style === undefined;
    if (!isKnown && (isSvg || foreign.test(tag.uri))) removed.add(`<${tag.name}>`);
    const attributes = attributesOf(tag, isKnown, removed);
    if (!isKnown) skipped = Math.min(skipped, depth);
    if (depth >= skipped) return;
    if (tag.local === 'style') style = '';
    const spaces = depth === 1 ? ` xmlns="${svgSpace}" xmlns:xlink="${xlinkSpace}"` : '';
    add(`<${tag.local}${spaces}${attributes}>`);
  });
  const say = (words: string): void => {
    if (depth === 0 || depth >= skipped) return;
    if (style !== undefined) style += words;
    else add(escapeHtml(words));
  };
  parser.on('text', say);
  parser.on('cdata', say);
  parser.on('closetag', ({ local }) => {
    if (depth < skipped) {
      if (style !== undefined) add(escapeHtml(cleanCss(style, '<style>', removed)));
      style = undefined;
      add(`</${local}>`);
    }
    if (depth === skipped) skipped = Number.POSITIVE_INFINITY;
    depth--;
  });
  parser.write(text).close();
  return { svg: parts.join(''), removed, isPlain: isOriginal && removed.size === 0 };
}

/** The entities that a document type declares as plain words, as Illustrator does for namespaces. */
function entitiesIn(doctype: string): Record<string, string> {
  const declared = doctype.matchAll(
    /<!ENTITY\s+([\w.-]{1,40})\s+(?:"([^"&<%]{0,100})"|'([^'&<%]{0,100})')\s*>/g,
  );
  return Object.fromEntries([...declared].map(([, name, one, other]) => [name, one ?? other]));
}

/** The attributes of an element, each with a blank before it, without those that do more than draw. */
function attributesOf(tag: SaxesTagNS, isKnown: boolean, removed: Set<string>): string {
  let kept = '';
  const isAnimation = /^(?:animate|set$)/i.test(tag.local);
  for (const { uri, local, name, value } of Object.values(tag.attributes)) {
    if (uri === xmlnsSpace) continue;
    const isHref = local.toLowerCase() === 'href' && (uri === xlinkSpace || uri === '');
    const isRunning =
      (uri === '' && /^on/i.test(local)) ||
      (uri === xmlSpace && local === 'base') ||
      (isAnimation && local === 'attributeName' && /^on|href$/i.test(value.trim())) ||
      foreign.test(uri);
    const isPicture = /^(?:image|feImage)$/.test(tag.local) && picture.test(value.trimStart());
    const isElsewhere = isHref && !value.trimStart().startsWith('#') && !isPicture;
    if (isRunning || isElsewhere) {
      // what goes with its element is told with it
      if (isKnown) removed.add(`${name}="…" on <${tag.name}>`);
      continue;
    }
    const prefix = uri === '' ? '' : uri === xlinkSpace ? 'xlink:' : uri === xmlSpace ? 'xml:' : undefined;
    if (prefix === undefined) continue;
    const plain = isHref ? value : cleanCss(value, `${name}="…" on <${tag.name}>`, removed);
    kept += ` ${prefix}${local}="${escapeHtml(plain)}"`;
  }
  return kept;
}

/** Styles, or an attribute that can hold what styles can, without what they would load; `where` they stand is told. */
function cleanCss(css: string, where: string, removed: Set<string>): string {
  if (!/[@(\\]/.test(css)) return css;
  const told = (what: string, instead: string): string => {
    removed.add(`${what} in ${where}`);
    return instead;
  };
  const [first = '', ...others] = css.split(/url\(/i);
  const local = others.map((part) => {
    const [whole = part, written = ''] = /^("[^"]*"\s*|'[^']*'\s*|[^)]*)\)/.exec(part.trimStart()) ?? [];
    return isEmbedded(written)
      ? `url(${part}`
      : told('url(…)', 'none') + part.trimStart().slice(whole.length);
  });
  const clean = [first, ...local]
    .join('')
    .replace(/@import\s*(?:"[^"]*"|'[^']*')?[^;]*;?/gi, () => told('@import', ''));
  return isHarmless(clean) ? clean : told('hidden addresses', '');
}

/** Whether what stands in `url(…)` is part of the drawing. */
function isEmbedded(written: string): boolean {
  const address = written.replace(/^\s*["']?\s*/, '');
  return address.startsWith('#') || picture.test(address) || font.test(address);
}

/** Whether styles load nothing either where escapes or comments hide it, which no program that draws writes. */
function isHarmless(css: string): boolean {
  const plain = css
    .replace(/\/\*[\s\S]*?(?:\*\/|$)/g, '')
    .replace(/\\([\da-f]{1,6})\s?/gi, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16) % 0x110000),
    )
    .replaceAll('\\', '');
  const loads = /@import|image-set\(|src\(|image\(|expression\(|javascript:|-moz-binding|behavior\s*:/i;
  return !loads.test(plain) && plain.split(/url\(/i).slice(1).every(isEmbedded);
}
