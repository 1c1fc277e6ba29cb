import { join } from 'node:path';
import * as fontkit from 'fontkit';
import { convert } from 'fontverter';
import { describe, expect, it } from 'vitest';
import { embedFonts } from '../../build/write/fonts.ts';
import { type FontFace, type Library, openLibrary } from '../../build/write/library.ts';
import { bytesOf } from '../support/memory.ts';
import { home } from '../support/project.ts';

const face = (file: string, range: string, more: Partial<FontFace> = {}): FontFace => ({
  family: 'Inter',
  style: 'normal',
  weight: 400,
  file,
  range,
  ...more,
});

/** A library whose font files hold their own names. */
function library(...faces: FontFace[]): Library {
  return {
    program: 'b',
    version: '1.2.3',
    drawProgram: '',
    schema: () => ({ definitions: {} }),
    fonts: { faces, measures: {} },
    fontFile: bytesOf,
    styleFiles: () => ({ style: '', locales: {} }),
    clientStyle: '',
    clientScript: '',
    liveScript: () => '',
    editScript: () => '',
    mathStyle: '',
    inspectScript: () => '',
    vegaScript: '',
  };
}

const latin = face('latin', 'U+0000-00FF,U+2013-2014');
const slanted = face('slanted', 'U+0000-00FF', { style: 'italic' });
const greek = face('greek', 'U+0370-03FF');
const arrow = face('arrow', 'U+2192', { weight: 600 });

async function embed(text: string, italics = false, ...faces: FontFace[]) {
  const all = faces.length > 0 ? faces : [latin, slanted, greek, arrow];
  const { css, missing } = await embedFonts(text, italics, library(...all));
  const files = [...css.matchAll(/base64,([^)]+)\)/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64').toString(),
  );
  return { files, missing, css };
}

describe('embedFonts', () => {
  it('takes the faces whose characters are used, and no others', async () => {
    expect((await embed('abc')).files).toEqual(['latin']);
    expect((await embed('abc λ →')).files).toEqual(['latin', 'greek', 'arrow']);
    expect((await embed('λ')).files).toEqual(['greek']);
  });

  it('takes italics only where there are some', async () => {
    expect((await embed('abc', true)).files).toEqual(['latin', 'slanted']);
    expect((await embed('λ', true)).files).toEqual(['greek']);
  });

  it('cuts the face for formulas to what they draw, italics and unwritten signs too, and sets nothing else in it', async () => {
    const real = openLibrary(join(home, 'lib'));
    const fontOf = async (html: string): Promise<fontkit.Font | undefined> => {
      const { css } = await embedFonts(html, false, real);
      const [, data] = /"STIX Two Math".*?base64,([^)]+)\)/.exec(css) ?? [];
      if (data === undefined) return undefined;
      expect(data.length).toBeLessThan(20_000);
      return fontkit.create(await convert(Buffer.from(data, 'base64'), 'sfnt'));
    };
    expect(await fontOf('<p>x α √</p>')).toBeUndefined();
    const font = await fontOf(
      '<p>abc</p><math alttext="q"><msqrt><mi>x</mi><mo>(</mo><mi>sin</mi><mi>β</mi></msqrt></math>',
    );
    const has = (character: string): boolean =>
      font?.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) ?? false;
    expect([...'x𝑥sin(β𝛽√− '].filter((character) => !has(character))).toEqual([]);
    expect([...'abcq𝛼'].filter(has)).toEqual([]);
    // glyphs of other sizes, and the measures to set them by
    expect(font?.numGlyphs).toBeGreaterThan(20);
    expect(font && 'MATH' in font.directory.tables).toBe(true);
  });

  it('draws what the face for formulas lacks in the faces of the text, and tells what none has', async () => {
    const formula = '<math><mtext>我 😀</mtext></math>';
    const { css, missing } = await embedFonts(formula, false, openLibrary(join(home, 'lib')));
    expect([...css.matchAll(/font-family:"([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'STIX Two Math',
      'Noto Sans SC',
    ]);
    expect(missing).toEqual(['😀']);
  });

  it('takes a face for code only where there is some, and lets it draw nothing else', async () => {
    const mono = face('mono', 'U+0000-00FF,U+03BB', { use: 'code' });
    expect((await embed('abc', false, latin, mono)).files).toEqual(['latin']);
    expect(await embed('a <code>b</code> λ', false, latin, mono)).toMatchObject({
      files: ['latin', 'mono'],
      missing: ['λ'],
    });
  });

  it('takes a face for the ends of its range, not for what lies beyond', async () => {
    expect((await embed('\u0370')).files).toEqual(['greek']);
    expect((await embed('\u03FF')).files).toEqual(['greek']);
    expect((await embed('\u2013')).files).toEqual(['latin']);
    expect(await embed('\u0400')).toMatchObject({ files: [], missing: ['\u0400'] });
  });

  it('needs no face for blanks', async () => {
    expect(await embed(' \n\t')).toEqual({ files: [], missing: [], css: '' });
  });

  it('writes a rule with family, style, weight and range', async () => {
    const { css } = await embed('→');
    expect(css).toBe(
      `@font-face{font-family:"Inter";font-style:normal;font-weight:600;font-display:block;unicode-range:U+2192;src:url(data:font/woff2;base64,${Buffer.from('arrow').toString('base64')}) format("woff2")}`,
    );
  });

  it('names each character that no face draws, once', async () => {
    expect((await embed('a 小 我 小 😀')).missing).toEqual(['小', '我', '😀']);
  });

  it('does not miss marks, joiners and other signs without a shape', async () => {
    expect((await embed('a\u00A0\u200D\u0301\uFE0F\u2028\uE000')).missing).toEqual([]);
  });

  it('takes the slices of a large face that hold its few characters', async () => {
    const slice = (file: string, range: string) => ({ file, range });
    const large = face('large', 'U+4E00-9FFF', {
      slices: [slice('one', 'U+5C0F,U+6211'), slice('two', 'U+5927'), slice('three', 'U+4E00')],
    });
    const { files, css, missing } = await embed('小我大', false, large);
    expect(files).toEqual(['one', 'two']);
    expect(css).toContain('unicode-range:U+5C0F,U+6211;');
    expect(missing).toEqual([]);
  });

  it.each([
    ['more slices than three', '一小我你他'],
    ['a character of none', '小龘'],
  ])('cuts a large face to the characters used, for %s', async (_, text) => {
    const real = openLibrary(join(home, 'lib'));
    const found = real.fonts.faces.find(({ slices }) => slices);
    if (!found) throw new Error('no such face');
    // one character a slice, and one character that none has
    const slices = [...'一小我你他'].map((character) => ({
      file: found.file,
      range: `U+${character.codePointAt(0)?.toString(16)}`,
    }));
    const only: Library = { ...real, fonts: { ...real.fonts, faces: [{ ...found, slices }] } };
    const { css, missing } = await embedFonts(text, false, only);
    const [, data = ''] = /base64,([^)]+)\)/.exec(css) ?? [];
    expect(missing).toEqual([]);
    expect(css.match(/@font-face/g)).toHaveLength(1);
    expect(Buffer.from(data, 'base64').subarray(0, 4).toString()).toBe('wOF2');
    expect(data.length).toBeLessThan(real.fontFile(found.file).length / 20);
  });
});
