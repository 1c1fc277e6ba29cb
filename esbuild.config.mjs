// Makes lib/: the program in chunks, the deck's client, fonts with their measures, Vega-Lite's schema and those for editors.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { build } from 'esbuild';
import * as fontkit from 'fontkit';
import { convert } from 'fontverter';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const json = async (name) => JSON.parse(await readFile(require.resolve(name), 'utf8'));

// made beside and put in place whole, so that a failure leaves the last good one
const lib = 'lib.new';
await rm(lib, { recursive: true, force: true });
for (const folder of ['fonts', 'client']) await mkdir(`${lib}/${folder}`, { recursive: true });
const shipped = new Map();
const fontPackages = {
  Inter: '@fontsource/inter',
  'Source Serif 4': '@fontsource/source-serif-4',
  'Source Code Pro': '@fontsource/source-code-pro',
  'STIX Two Math': '@fontsource/stix-two-math',
  'Noto Sans SC': '@fontsource/noto-sans-sc',
};
await Promise.all([program(), client(), fonts(), schema(), schemas(), styles(), formulas(), digest()]);
await writeFile(`${lib}/LICENCES.txt`, notices([...shipped.keys()].sort()));
await rm('lib', { recursive: true, force: true });
await rename(lib, 'lib');

async function program() {
  const { metafile } = await build({
    metafile: true,
    entryPoints: { cli: 'build/cli.ts', draw: 'build/write/drawing.ts' },
    outdir: lib,
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    chunkNames: 'chunks/[name]-[hash]',
    alias: {
      // its main file is one that no bundler can follow
      'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
      // a bibliography is read from its text; nothing is fetched
      'sync-fetch': './build/read/no-fetch.ts',
      'node-fetch': './build/read/no-fetch.ts',
    },
    external: ['@sparticuz/chromium', 'subset-font', 'citeproc'],
    banner: {
      js: "import{createRequire as lecternRequire}from'node:module';const require=lecternRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  for (const output of Object.values(metafile.outputs)) packagesIn(output);
}

/** The packages that a bundled file took something from; each goes among those that are shipped. */
function packagesIn({ inputs }) {
  const names = new Set();
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const name = path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1];
    if (name && bytesInOutput > 0) names.add(name);
  }
  for (const name of names) ship(name);
  return [...names].sort();
}

/** Notes what a package says of its licence, once. */
function ship(name) {
  if (shipped.has(name)) return;
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : '';
  const owner = text.match(/^\s*copyright.*\d{4}.*$/im)?.[0].trim();
  shipped.set(name, { version, licence: license, owner, text });
}

/** Who made some packages, and the text of each licence, once for all that have the same. */
function notices(names) {
  const texts = new Map();
  for (const name of names) {
    const { version, licence, owner, text } = shipped.get(name);
    const terms = owner ? text.slice(text.indexOf(owner) + owner.length).trim() : text;
    const key = terms.replace(/\W+/g, ' ').toLowerCase();
    if (!texts.has(key)) texts.set(key, { terms, of: [] });
    texts.get(key).of.push(`${name} ${version}, ${licence}${owner ? `. ${owner}` : ''}`);
  }
  return [...texts.values()]
    .map(({ of, terms }) => `${of.join('\n')}\n\n${terms}\n`)
    .join(`\n${'-'.repeat(40)}\n\n`);
}

/** Puts before a file that browsers run whose work it holds and under which terms. */
async function sign(path, names) {
  if (names.length === 0) return;
  // nothing in it may end the comment, or the element that the file is put in
  const text = notices(names).replaceAll('*/', '* /').replaceAll('<', '‹');
  await writeFile(path, `/*!\n${text}*/\n${await readFile(path, 'utf8')}`);
}

/** A package's version and licence, in a few words. */
function terms(name) {
  const { version, licence } = shipped.get(name);
  return `${version} (${licence})`;
}

/** A digest of the whole program, for what is kept of its work. */
async function digest() {
  const hash = createHash('sha256').update(await readFile('package-lock.json').catch(() => ''));
  const files = (await readdir('build', { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`);
  for (const name of [...files.sort(), 'esbuild.config.mjs']) hash.update(name).update(await readFile(name));
  await writeFile(`${lib}/program.txt`, hash.digest('hex'));
}

async function client() {
  const inBrowser = {
    outdir: `${lib}/client`,
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['chrome110', 'firefox115', 'safari16'],
    charset: 'utf8',
    // what is to be said is said by notices()
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  };
  for (const name of ['reveal.js', 'vega', 'd3-scale', 'temml', ...Object.values(fontPackages)]) ship(name);
  const fonts = Object.entries(fontPackages).map(([family, name]) => [
    family,
    `${family} (${shipped.get(name).licence})`,
  ]);
  const credits = {
    deck: `reveal.js ${terms('reveal.js')}`,
    vega: `Vega ${terms('vega')} with D3 ${terms('d3-scale')}`,
    math: `Temml ${terms('temml')}`,
    fonts: Object.fromEntries(fonts),
  };
  const deck = await build({
    ...inBrowser,
    define: { CREDITS: JSON.stringify(credits) },
    entryPoints: {
      deck: 'build/client/start.ts',
      live: 'build/client/live/start.ts',
      inspect: 'build/client/inspect/inspect.ts',
    },
  });
  const edit = await build({
    ...inBrowser,
    // loaded by the deck of a live preview when it is first asked for
    format: 'esm',
    entryPoints: { edit: 'build/client/live/edit/editor.ts' },
  });
  // the live preview has the deck’s styles
  await rm(`${lib}/client/live.css`);
  // transforms that Vega-Lite never asks for
  const unused = ['crossfilter', 'force', 'hierarchy', 'label', 'wordcloud'];
  const runtime = await build({
    ...inBrowser,
    entryPoints: { vega: 'build/client/vega.ts' },
    alias: Object.fromEntries(unused.map((name) => [`vega-${name}`, './build/client/no-transforms.ts'])),
    // charts were drawn in UTC
    inject: ['build/client/utc-date.ts'],
  });
  for (const { outputs } of [deck.metafile, edit.metafile, runtime.metafile])
    for (const [path, output] of Object.entries(outputs)) {
      const names = packagesIn(output);
      if (path.endsWith('.js')) await sign(path, names);
    }
}

/**
 * Static fonts in slices by script: Chrome would print variable ones as outlines, not as fonts. Also a slice of signs
 * that the Latin one lacks, and Chinese: to be cut to size, or the slices of its commonest characters as they are.
 */
async function fonts() {
  const faces = [];
  const measures = { Inter: {}, 'Source Serif 4': {} };
  const add = async (face, bytes) => {
    await writeFile(`${lib}/fonts/${face.file}`, bytes);
    faces.push(face);
    if (face.style === 'normal' && face.family in measures) await measure(measures[face.family], face, bytes);
  };
  // the apostrophe’s glyph is also that of U+02BC, which PDFs would then hold in place of every apostrophe
  const modifiers = 'U+02BB-02BC';
  const families = [
    { family: 'Inter', name: 'inter', weights: [400, 600] },
    { family: 'Source Serif 4', name: 'source-serif-4', weights: [300, 400] },
    { family: 'Source Code Pro', name: 'source-code-pro', weights: [400], use: 'code' },
  ];
  for (const { family, name, weights, use } of families) {
    const ranges = await json(`@fontsource/${name}/unicode.json`);
    for (const [script, range] of Object.entries(ranges)) {
      const upright = weights.map((weight) => [weight, 'normal']);
      for (const [weight, style] of use ? upright : [...upright, [400, 'italic']]) {
        const path = require.resolve(`@fontsource/${name}/files/${name}-${script}-${weight}-${style}.woff2`);
        const bytes = await readFile(path);
        const shared = range.includes(modifiers) ? modifiers : undefined;
        const rest = shared ? range.replace(`${shared},`, '') : range;
        await add({ family, style, weight, use, file: basename(path), range: rest }, await cut(bytes, rest));
        if (shared) {
          const file = basename(path).replace(script, 'modifiers');
          await add({ family, style, weight, use, file, range: shared }, await cut(bytes, shared));
        }
      }
    }
  }
  const stix = require.resolve('@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2');
  const math = await readFile(stix);
  const held = rangeOf(fontkit.create(Buffer.from(await convert(math, 'sfnt'))).characterSet);
  await add(
    { family: 'STIX Two Math', style: 'normal', weight: 400, use: 'math', file: basename(stix), range: held },
    math,
  );
  const signs = '←↑→↓↔↗↘⇒⇔−×÷±≈≠≤≥∞√∑∂∆∅★✓✗●○■□▲△▶▼◆◇⌘⌥⇧⏎';
  const range = [...signs].map((sign) => `U+${sign.codePointAt(0).toString(16).toUpperCase()}`).join(',');
  const inter = await readFile(require.resolve('inter-ui/variable/InterVariable.woff2'));
  const drawn = fontkit.create(Buffer.from(await convert(inter, 'sfnt')));
  const lacking = [...signs].filter((sign) => !drawn.hasGlyphForCodePoint(sign.codePointAt(0)));
  if (lacking.length > 0) throw new Error(`Inter has no ${lacking.join(' ')}`);
  for (const weight of [400, 600]) {
    const bytes = await cut(inter, range, { opsz: 14, wght: weight });
    await add(
      { family: 'Inter', style: 'normal', weight, file: `inter-signs-${weight}.woff2`, range },
      bytes,
    );
  }
  // among italics they are the same, or else the browser would look for a slanted one elsewhere
  faces.push({ family: 'Inter', style: 'italic', weight: 400, file: 'inter-signs-400.woff2', range });
  const chinese = '@fontsource/noto-sans-sc';
  const keep = async (name) => {
    const file = `noto-sans-sc-${name}-400-normal.woff2`;
    await copyFile(require.resolve(`${chinese}/files/${file}`), `${lib}/fonts/${file}`);
    return file;
  };
  const slices = [];
  for (const [name, range] of Object.entries(await json(`${chinese}/unicode.json`))) {
    const number = name.slice(1, -1);
    if (Number(number) >= 100) slices.push({ file: await keep(number), range });
  }
  const han = 'U+2E80-2FDF,U+3000-303F,U+3400-4DBF,U+4E00-9FFF,U+F900-FAFF,U+FE30-FE4F,U+FF00-FFEF';
  const file = await keep('chinese-simplified');
  faces.push({ family: 'Noto Sans SC', style: 'normal', weight: 400, file, range: han, slices });
  await writeFile(`${lib}/fonts/fonts.json`, JSON.stringify({ faces, measures }));
}

/** Notes the advance widths of the characters in a face's range, in thousandths of an em, the lighter weight first. */
async function measure(widths, { range }, woff2) {
  const font = fontkit.create(Buffer.from(await convert(woff2, 'sfnt')));
  for (const character of charactersIn(range)) {
    if (!font.hasGlyphForCodePoint(character.codePointAt(0))) continue;
    const { advanceWidth } = font.layout(character);
    widths[character] = [...(widths[character] ?? []), Math.round((advanceWidth * 1000) / font.unitsPerEm)];
  }
}

/** The CSS unicode-range of some characters, by their numbers. */
function rangeOf(codes) {
  const hex = (code) => code.toString(16).toUpperCase();
  const intervals = [];
  for (const code of [...new Set(codes)].sort((a, b) => a - b)) {
    const last = intervals.at(-1);
    if (last?.[1] === code - 1) last[1] = code;
    else intervals.push([code, code]);
  }
  return intervals.map(([from, to]) => `U+${hex(from)}${to > from ? `-${hex(to)}` : ''}`).join(',');
}

/** Cuts a font to the characters of a CSS unicode-range, and to one instance where it is variable. */
function cut(bytes, range, variationAxes = {}) {
  return subsetFont(bytes, charactersIn(range).join(''), { targetFormat: 'woff2', variationAxes });
}

function charactersIn(range) {
  return range.split(',').flatMap((part) => {
    const [from, to = from] = part.replace('U+', '').split('-');
    const [first, last] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    return Array.from({ length: last - first + 1 }, (_, n) => String.fromCodePoint(first + n));
  });
}

/** Vega-Lite's schema without its descriptions. */
async function schema() {
  const strip = (node) => {
    if (Array.isArray(node)) return node.map(strip);
    if (typeof node !== 'object' || node === null) return node;
    const kept = Object.entries(node).filter(
      ([key, value]) =>
        typeof value === 'object' || !['description', 'default', 'format', '$schema'].includes(key),
    );
    const short = (value) => (typeof value === 'string' ? value.replace('#/definitions/', '') : strip(value));
    return Object.fromEntries(
      kept.map(([key, value]) => [key, key === '$ref' ? short(value) : strip(value)]),
    );
  };
  const full = await json('vega-lite/vega-lite-schema.json');
  await writeFile(`${lib}/vega-lite-schema.json`, JSON.stringify(strip(full)));
}

/** JSON Schemas of the fields that authors write, made from those that the compiler reads. */
async function schemas() {
  const outfile = `${lib}/editor-schemas.mjs`;
  await build({
    entryPoints: ['build/read/editor-schemas.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  const { editorSchemas } = await import(`./${outfile}`);
  await rm(outfile);
  await mkdir(`${lib}/schemas`);
  for (const [name, schema] of Object.entries(editorSchemas()))
    await writeFile(`${lib}/schemas/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`);
}

/** Temml's styles for formulas in the deck's font, without its numbers of equations, which would count what is shown. */
async function formulas() {
  const css = await readFile(require.resolve('temml/dist/Temml-STIX2.css'), 'utf8');
  const own = `
    math { display: inline math; font-family: 'STIX Two Math', var(--sans) }
    math > mrow { padding: 0 }
    .tml-eqn::before { content: none }
  `;
  const contents = css.replace(/@font-face\s*\{[^}]*\}|\bbody\s*\{[^}]*\}/g, '') + own;
  const made = await build({ stdin: { contents, loader: 'css' }, minify: true, write: false });
  await writeFile(`${lib}/client/math.css`, made.outputFiles[0].contents);
  ship('temml');
  await sign(`${lib}/client/math.css`, ['temml']);
}

/** Citation styles and their words in several languages. */
async function styles() {
  await mkdir(`${lib}/styles`);
  const packaged = '@citation-js/plugin-csl/lib-mjs';
  const [{ apa, vancouver }, locales] = await Promise.all([
    readJson(`${packaged}/styles.json`),
    readJson(`${packaged}/locales.json`),
  ]);
  const { default: chicago } = await import('./node_modules/rehype-citation/dist/node/styles/chicago.js');
  const files = { apa, vancouver, 'chicago-author-date': chicago };
  for (const [name, style] of Object.entries(files)) await writeFile(`${lib}/styles/${name}.csl`, style);
  await writeFile(`${lib}/styles/locales.json`, JSON.stringify(locales));
}

/** JSON of a package that its exports do not name. */
async function readJson(path) {
  return JSON.parse(await readFile(`node_modules/${path}`, 'utf8'));
}
