import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { format } from '../../build/model/diagnostic.ts';
import { openFolder, templatesIn } from '../../build/write/files.ts';
import { startTalk } from '../../build/write/new.ts';
import { textsIn } from '../support/folder.ts';
import { home, open, temporaryFolder } from '../support/project.ts';

let root: string;
beforeEach(() => {
  root = temporaryFolder();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const start = (name: string): string[] => startTalk(home, join(root, name), name).map(format);

describe('a talk that is started', () => {
  it('compiles as it is, with a cover, a claim, a chart and what it cites', async () => {
    expect(start('a/talk')).toEqual([]);
    const { diagnostics, compiled } = await open(join(root, 'a/talk')).compile({ trustHtml: false });
    expect(diagnostics.map(format)).toEqual([]);
    expect(compiled?.slides).toBe(4);
    const ids = [...(compiled?.screen ?? '').matchAll(/<section[^>]* id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['cover', 'claim', 'chart', 'references']);
  });

  it('counts its primes right', () => {
    const isPrime = (n: number): boolean =>
      n > 1 && Array.from({ length: n - 2 }, (_, k) => k + 2).every((divisor) => n % divisor > 0);
    const [, ...rows] = readFileSync(join(home, 'templates/new/charts/data/primes.csv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(',').map(Number));
    expect(rows).toHaveLength(10);
    for (const [from = 0, to = 0, primes] of rows)
      expect(Array.from({ length: to - from + 1 }, (_, k) => from + k).filter(isPrime)).toHaveLength(
        primes ?? 0,
      );
  });

  it('has its dotfiles, and no schema is named that is not there', () => {
    start('talk');
    expect(readFileSync(join(root, 'talk/.gitignore'), 'utf8')).toMatch(/^dist\/$/m);
    const named = Object.entries(textsIn(join(root, 'talk'))).flatMap(([file, text]) =>
      [...text.matchAll(/# yaml-language-server: \$schema=(\S+)/g)].map(([, path = '']) =>
        join(dirname(file), path),
      ),
    );
    expect(named.sort()).toEqual(['.vscode/lectern/data.json', '.vscode/lectern/deck.json']);
    for (const path of named) expect(existsSync(join(root, 'talk', path)), path).toBe(true);
  });

  it('reads what lectern says into the list of problems of VS Code', () => {
    start('talk');
    const text = readFileSync(join(root, 'talk/.vscode/tasks.json'), 'utf8').replace(/^\s*\/\/.*$/gm, '');
    const { tasks } = JSON.parse(text) as {
      tasks: { problemMatcher: { pattern: Record<string, number> & { regexp: string } }[] }[];
    };
    const read = (line: string): Record<string, string | undefined>[] =>
      (tasks[0]?.problemMatcher ?? []).flatMap(({ pattern: { regexp, kind, ...parts } }) => {
        const found = new RegExp(regexp).exec(line);
        return found
          ? [Object.fromEntries(Object.entries(parts).map(([name, group]) => [name, found[group]]))]
          : [];
      });
    const message = { rule: 'data-unused', severity: 'warning', message: 'It says: no' } as const;
    const text0 = { path: 'slides/10.md', text: 'a\nbc' };
    const [placed, hint] = format({ ...message, at: { source: text0, start: 3, end: 4 } }).split('\n');
    expect(read(placed ?? '')).toEqual([
      {
        file: 'slides/10.md',
        line: '2',
        column: '2',
        severity: 'warning',
        code: 'data-unused',
        message: 'It says: no',
      },
    ]);
    expect(read(hint ?? '')).toEqual([]);
    expect(read(format({ ...message, at: 'charts/data/a b.csv' }))).toEqual([
      { file: 'charts/data/a b.csv', severity: 'warning', code: 'data-unused', message: 'It says: no' },
    ]);
  });

  it('may be started in an empty folder, and in a repository without files', () => {
    mkdirSync(join(root, 'empty'));
    mkdirSync(join(root, 'repository/.git'), { recursive: true });
    expect([start('empty'), start('repository')]).toEqual([[], []]);
    expect(existsSync(join(root, 'repository/.git'))).toBe(true);
  });
});

describe('a talk is not started', () => {
  it('where there is something already, which stays as it is', () => {
    mkdirSync(join(root, 'full'));
    writeFileSync(join(root, 'full/notes.txt'), 'mine');
    writeFileSync(join(root, 'file'), 'mine');
    expect(start('full')[0]).toContain('full error new-refused');
    expect(start('full')[0]).toContain('it holds notes.txt');
    expect(start('file')[0]).toContain('there is a file of this name');
    expect(readdirSync(join(root, 'full'))).toEqual(['notes.txt']);
    expect(readFileSync(join(root, 'file'), 'utf8')).toBe('mine');
  });

  it('where nothing can be written, and nothing of it is left', () => {
    writeFileSync(join(root, 'file'), '');
    symlinkSync(join(root, 'nowhere/at all'), join(root, 'link'));
    for (const name of ['file/talk', `new/${'x'.repeat(300)}`, 'link', ' ', ''])
      expect(start(name)[0], name).toContain('error new-refused');
    expect(readdirSync(root).sort()).toEqual(['file', 'link']);
  });
});

describe('the sample', () => {
  it('is no template of other talks', () => {
    const paths = [...templatesIn(openFolder(home)).keys()];
    expect(paths.filter((path) => path.includes('new/'))).toEqual([]);
  });
});
