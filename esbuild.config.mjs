// Makes lib/: the program in chunks, the deck's client, fonts with their measures, and Vega-Lite's schema.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { build } from 'esbuild';
import * as fontkit from 'fontkit';
import { convert } from 'fontverter';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const json = async (name) => JSON.parse(await readFile(require.resolve(name), 'utf8'));

await rm('lib', { recursive: true, force: true });
await mkdir('lib/fonts', { recursive: true });
await Promise.all([program(), client(), fonts(), schema()]);

async function program() {
  await build({
    entryPoints: { cli: 'build/cli.ts' },
    outdir: 'lib',
    bundle: true,
    splitting: true,
    minifySyntax: true,
    minifyWhitespace: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    chunkNames: 'chunks/[name]-[hash]',
    external: ['@sparticuz/chromium', 'subset-font'],
    banner: { js: "import{createRequire as $r}from'node:module';const require=$r(import.meta.url);" },
    logLevel: 'warning',
  });
}

async function client() {
  await build({
    entryPoints: { deck: 'build/client/deck.ts' },
    outdir: 'lib/client',
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['chrome110', 'firefox115', 'safari16'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
}

/** Variable fonts in slices by script, a slice of signs that the Latin one lacks, and Chinese to be cut to size. */
async function fonts() {
  const faces = [];
  const measures = {};
  const add = async (face, bytes) => {
    await writeFile(`lib/fonts/${face.file}`, bytes);
    faces.push(face);
  };
  for (const [family, name] of [
    ['Inter', 'inter'],
    ['Source Serif 4', 'source-serif-4'],
  ]) {
    const folder = `@fontsource-variable/${name}`;
    const ranges = await json(`${folder}/unicode.json`);
    measures[family] = {};
    for (const [script, range] of Object.entries(ranges)) {
      for (const style of ['normal', 'italic']) {
        const path = require.resolve(`${folder}/files/${name}-${script}-wght-${style}.woff2`);
        const bytes = await readFile(path);
        await add({ family, style, weight: '200 900', file: basename(path), range }, bytes);
        if (style === 'normal') await measure(measures[family], bytes, range);
      }
    }
  }
  const signs = '←↑→↓↔↗↘⇒⇔−×÷±≈≠≤≥≡∞√∑∂∆∈∅∩∪★✓✔✗●○■□▲△▶▼◆◇☐☑⌘⌥⇧⏎';
  const inter = await readFile(require.resolve('inter-ui/variable/InterVariable.woff2'));
  const cut = await subsetFont(inter, signs, { targetFormat: 'woff2', variationAxes: { opsz: 14 } });
  const range = [...signs].map((sign) => `U+${sign.codePointAt(0).toString(16).toUpperCase()}`).join(',');
  await add({ family: 'Inter', style: 'normal', weight: '100 900', file: 'inter-signs.woff2', range }, cut);
  await measure(measures.Inter, cut, range);

  const chinese = 'noto-sans-sc-chinese-simplified-400-normal.woff2';
  await copyFile(require.resolve(`@fontsource/noto-sans-sc/files/${chinese}`), `lib/fonts/${chinese}`);
  const han = 'U+2E80-2FDF,U+3000-303F,U+3400-4DBF,U+4E00-9FFF,U+F900-FAFF,U+FE30-FE4F,U+FF00-FFEF';
  faces.push({
    family: 'Noto Sans SC',
    style: 'normal',
    weight: '400',
    file: chinese,
    range: han,
    cut: true,
  });
  await writeFile('lib/fonts/fonts.json', JSON.stringify({ faces, measures }));
}

/** Adds the advance widths, in thousandths of an em at weights 400 and 700, of the characters in `range`. */
async function measure(widths, woff2, range) {
  const font = fontkit.create(Buffer.from(await convert(woff2, 'sfnt')));
  const scale = 1000 / font.unitsPerEm;
  const [regular, bold] = [400, 700].map((wght) => font.getVariation({ wght }));
  for (const part of range.split(',')) {
    const [from, to = from] = part
      .replace('U+', '')
      .split('-')
      .map((hex) => Number.parseInt(hex, 16));
    for (let code = from; code <= to; code++) {
      if (!font.hasGlyphForCodePoint(code)) continue;
      const width = (face) => Math.round(face.glyphForCodePoint(code).advanceWidth * scale);
      widths[String.fromCodePoint(code)] = [width(regular), width(bold)];
    }
  }
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
    return Object.fromEntries(kept.map(([key, value]) => [key, strip(value)]));
  };
  const full = await json('vega-lite/vega-lite-schema.json');
  await writeFile('lib/vega-lite-schema.json', JSON.stringify(strip(full)));
}
