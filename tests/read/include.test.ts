import { describe, expect, it } from 'vitest';
import { checkFaults } from '../../build/check/faults.ts';
import { messages } from '../../build/model/messages.ts';
import { plainBlocks, plainText } from '../../build/model/text.ts';
import { renderPage } from '../../build/render/slide.ts';
import { at, readTalk, resolved, told } from '../support/memory.ts';

type Files = Readonly<Record<string, string>>;

/** The slides of a talk as titles, bodies and notes, and what is told. */
async function read(files: Files) {
  const { deck, reported } = await readTalk(files);
  const slides = deck.slides.map(({ title, slots, notes }) =>
    [plainText(title), plainBlocks([...slots.values()].flatMap(({ blocks }) => blocks)), plainBlocks(notes)]
      .filter(Boolean)
      .join(' | '),
  );
  return { slides, told: told({ reported }) };
}

describe('an include', () => {
  it('inside a slide stands for the content of the file, its slots and notes too', async () => {
    const found = await read({
      'slides/10.md': '# T\n\na\n\n::include[shared/b.md]\n\nd\n\nNote:\nown\n',
      'slides/shared/b.md': 'b\n\n:::aside\n::include[../../parts/c.md]\n:::\n\nNote:\ntheirs\n',
      'parts/c.md': '<!-- said -->\n\nc\n',
    });
    expect(found).toEqual({ slides: ['T | a b d c | own said theirs'], told: [] });
  });

  it('may bring a slide its title', async () => {
    expect(
      await read({
        'slides/10.md': '---\nid: a\n---\n\n::include[shared/b.md]\n',
        'slides/shared/b.md': '# B\n\nb\n',
      }),
    ).toEqual({ slides: ['B | b'], told: [] });
  });

  it('alone between separators stands for the slides of the file', async () => {
    const found = await read({
      'slides/10.md': '::include[shared/a.md]\n\n---\n\n# C\n\nc\n',
      'slides/shared/a.md': '# A\n\na\n\n---\n\n::include[b.md]\n',
      'slides/shared/b.md': '---\nid: b\n---\n\n# B\n\nb\n\nNote:\nn\n',
    });
    expect(found).toEqual({ slides: ['A | a', 'B | b | n', 'C | c'], told: [] });
  });

  it('is text in code, and files may be included twice', async () => {
    const found = await read({
      'slides/10.md':
        '# T\n\n```\n::include[shared/a.md]\n```\n\n::include[shared/a.md]\n\n::include[shared/a.md]\n',
      'slides/shared/a.md': 'a\n',
    });
    expect(found).toEqual({ slides: ['T | ::include[shared/a.md] a a'], told: [] });
  });

  it.each([
    ['shared/d.md', messages.includeMissing('shared/d.md', 'a.md')],
    ['shared/a.txt', messages.includeType('shared/a.txt')],
    ['10.md', messages.includeCycle(['slides/10.md', 'slides/10.md'])],
    ['20.md', messages.includeOfSlides('20.md')],
    ['../../a.md', messages.pathOutside('../../a.md')],
    ['/etc/a.md', messages.pathOutside('/etc/a.md')],
    ['https://example.org/a.md', messages.urlRemote('https://example.org/a.md')],
    ['shared/empty.md', messages.includeEmpty('shared/empty.md')],
    ['shared/two.md', messages.includeSlides('shared/two.md')],
    ['shared/front.md', messages.includeSlides('shared/front.md')],
  ])('of %s is told', async (path, message) => {
    const found = await read({
      'slides/10.md': `# T\n\na\n\n::include[${path}]\n`,
      'slides/20.md': '# U\n\nu\n',
      'slides/shared/a.md': 'a\n',
      'slides/shared/a.txt': 'a\n',
      'slides/shared/empty.md': '\n\n',
      'slides/shared/two.md': 'a\n\n---\n\nb\n',
      'slides/shared/front.md': '---\nid: a\n---\n\nb\n',
    });
    expect(found.told).toEqual([at('slides/10.md:5:1', message)]);
  });

  it('that leads back is told where it does', async () => {
    const files = {
      'slides/shared/a.md': 'a\n\n::include[b.md]\n',
      'slides/shared/b.md': '::include[a.md]\n',
    };
    const way = ['slides/shared/a.md', 'slides/shared/b.md', 'slides/shared/a.md'];
    for (const slide of ['# T\n\n::include[shared/a.md]\n', '::include[shared/a.md]\n'])
      expect((await read({ ...files, 'slides/10.md': slide })).told).toContainEqual(
        at('slides/shared/b.md:1:1', messages.includeCycle(way)),
      );
    const ring = { 'slides/10.md': '::include[shared/a.md]\n', 'slides/shared/a.md': '::include[a.md]\n' };
    expect((await read(ring)).told).toEqual([
      at('slides/shared/a.md:1:1', messages.includeCycle(['slides/shared/a.md', 'slides/shared/a.md'])),
    ]);
  });

  it('does not multiply without end', async () => {
    const files: Record<string, string> = { 'slides/10.md': '# T\n\n::include[s/0.md]\n' };
    for (let n = 0; n < 30; n++)
      files[`slides/s/${n}.md`] = `x\n\n::include[${n + 1}.md]\n\n::include[${n + 1}.md]\n`;
    files['slides/s/30.md'] = 'x\n';
    const { told: found } = await read(files);
    expect(found).toContainEqual(expect.objectContaining({ rule: 'include-many' }));
  });

  it('of another name is no directive', async () => {
    expect((await read({ 'slides/10.md': '# T\n\n::inlcude[a.md]\n' })).told).toEqual([
      at('slides/10.md:3:1', messages.directiveUnknown(':inlcude', 'include', [':include'])),
    ]);
  });

  it('has the places of what it brings in its own file, for checks too', async () => {
    const { talk } = await resolved({
      'slides/10.md': '# T\n\n::include[shared/a.md]\n',
      'slides/shared/a.md': 'One.\n\nTwo.\n',
    });
    const [page] = talk.pages;
    const { html } = page ? renderPage(page, talk, { located: true }).body : { html: '' };
    expect(html).toContain('<p data-at="6-10 slides/shared/a.md">Two.</p>');
    const fault = { page: 't', step: 0, element: 'p', words: 'Two.', more: 0, at: '6-10 slides/shared/a.md' };
    const reported = checkFaults([{ ...fault, finding: { kind: 'small', size: 9, least: 18 } }], talk);
    expect(told({ reported })).toEqual([expect.objectContaining({ place: 'slides/shared/a.md:3:1' })]);
  });
});
