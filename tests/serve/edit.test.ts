import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedTalk, serveTalk } from '../support/editing.ts';

const slides =
  '# One\n\nwords\n\n---\nid: two\ntags: [short]\n---\n\n# Two\n\n:value[42]{from=a.csv field=n}\n';

describe('what a live preview answers its editor', () => {
  let served: ServedTalk;
  let token: string;
  let host: string;

  beforeAll(async () => {
    served = await serveTalk({
      'slides/deck.yaml': 'title: A talk\nlang: en\nbibliography: references.yaml\n',
      'slides/references.yaml': '- id: taylor\n  type: book\n  title: A Book\n',
      'slides/10.md': slides,
      'charts/data/a.csv': 'year,n\n2000,42\n',
      'README.md': 'mine\n',
    });
    host = new URL(served.address).host;
    const page = await (await fetch(served.address)).text();
    token = /"token":"(\w+)"/.exec(page)?.[1] ?? '';
  });
  afterAll(() => served.close());

  const ask = async (name: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${served.address}edit/${name}`, {
      method: 'POST',
      headers: { 'X-Lectern-Token': token },
      body: JSON.stringify(body),
    });
    return response.ok ? response.json() : response.status;
  };
  /** The status of a request with headers that a page cannot choose. */
  const status = (headers: Record<string, string>, body = '{"file":"slides/10.md"}'): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request(`${served.address}edit/read`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on('error', reject);
      sent.end(body);
    });

  it('is told to its own pages alone', async () => {
    const known = { 'X-Lectern-Token': token };
    expect(await status(known)).toBe(200);
    expect(await status({ ...known, Origin: `http://${host}` })).toBe(200);
    expect(await status({})).toBe(403);
    expect(await status({ 'X-Lectern-Token': token.replace(/./, 'x') })).toBe(403);
    expect(await status({ ...known, Origin: 'https://example.org' })).toBe(403);
    expect(await status({ ...known, Host: 'example.org' })).toBe(403);
    expect((await fetch(`${served.address}edit/read`)).status).toBe(404);
  });

  it('is nothing for what is not of its shape', async () => {
    const shapes = [
      ['read', {}],
      ['read', { file: 1 }],
      ['read', { file: 'slides/10.md', more: true }],
      ['read', null],
      ['read', []],
      ['save', { file: 'slides/10.md', base: 1, text: '' }],
      ['save', { file: 'slides/10.md', text: '' }],
      ['save', { file: 'a'.repeat(2000), base: null, text: '' }],
      ['slide', { file: 'slides/10.md', line: -1 }],
      ['slide', { file: 'slides/10.md', line: 'x' }],
      ['place', { slide: {} }],
    ] as const;
    for (const [name, body] of shapes) expect(await ask(name, body), JSON.stringify([name, body])).toBe(400);
    for (const name of ['other', 'constructor', '__proto__']) expect(await ask(name, {})).toBe(404);
    expect(await status({ 'X-Lectern-Token': token }, '{"file":')).toBe(400);
  });

  it('saves nothing outside of the talk', async () => {
    for (const file of ['README.md', '../README.md', 'slides/../README.md', join(served.root, 'README.md')]) {
      const saved = await ask('save', { file, base: 'mine\n', text: 'evil\n' });
      expect(saved, file).toEqual({ kind: 'refused', why: 'outside' });
    }
    expect(readFileSync(join(served.root, 'README.md'), 'utf8')).toBe('mine\n');
  });

  it('tells where a slide stands, with the files that it names, and which slide a line belongs to', async () => {
    expect(await ask('place', { slide: 'one' })).toEqual({ file: 'slides/10.md', index: 0, parts: [] });
    expect(await ask('place', { slide: 'two' })).toEqual({
      file: 'slides/10.md',
      index: 1,
      parts: ['charts/data/a.csv'],
    });
    expect(await ask('place', { slide: 'three' })).toBeNull();
    expect(await ask('slide', { file: 'slides/10.md', line: 3 })).toBe('one');
    expect(await ask('slide', { file: 'slides/10.md', line: 400 })).toBe('two');
    expect(await ask('slide', { file: 'slides/20.md', line: 1 })).toBeNull();
  });

  it('tells it of a slide that has errors, and of those around it', async () => {
    writeFileSync(join(served.root, 'slides/10.md'), slides.replace('tags: [short]', 'tags: [short\n\n'));
    await expect
      .poll(() => ask('place', { slide: 'two' }))
      .toMatchObject({ file: 'slides/10.md', index: 1, parts: ['charts/data/a.csv'] });
    writeFileSync(join(served.root, 'slides/10.md'), `# Zero\n\n---\n\n${slides}`);
    await expect.poll(() => ask('place', { slide: 'two' })).toMatchObject({ index: 2 });
    writeFileSync(join(served.root, 'slides/10.md'), slides);
    await expect.poll(() => ask('place', { slide: 'two' })).toMatchObject({ index: 1 });
  });

  it('tells what can be written', async () => {
    expect(await ask('words', {})).toMatchObject({
      layouts: { panel: ['body', 'aside'] },
      citations: [{ key: 'taylor', title: 'A Book' }],
      slides: [
        { id: 'one', title: 'One' },
        { id: 'two', title: 'Two' },
      ],
      columns: { 'charts/data/a.csv': ['year', 'n'] },
    });
    const { slideFields, deckFields } = (await ask('words', {})) as Record<string, object[]>;
    expect(slideFields).toContainEqual({ name: 'draft', values: ['true', 'false'] });
    expect(slideFields).toContainEqual({ name: 'tags', values: ['short'] });
    expect(deckFields).toContainEqual({ name: 'page', values: ['A4', 'Letter'] });
    expect(await ask('files', {})).toEqual([
      'charts/data/a.csv',
      'slides/10.md',
      'slides/deck.yaml',
      'slides/references.yaml',
    ]);
  });

  it('lets its page load the editor, and nothing else', async () => {
    const page = await (await fetch(served.address)).text();
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    expect(policy).toMatch(new RegExp(`script-src (&#39;|')sha256-[^ ]+ http://${host}/edit\\.js;`));
    expect(policy).not.toContain('unsafe-eval');
    const program = await fetch(`${served.address}edit.js`);
    expect(program.headers.get('content-type')).toContain('text/javascript');
  });
});
