import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { write } from './folder.ts';

/** What stands outside of the talk, in files of every kind, and must never be seen. */
export const canary = 'canary-5e0f3a';

const secrets: Readonly<Record<string, string>> = {
  md: `# ${canary}\n\n${canary}\n`,
  svg: `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>${canary}</text></svg>`,
  csv: `year,n\n2001,3\n${canary},1\n`,
  yaml: `- ${canary}: [\n`,
  css: `/* ${canary} */`,
  html: `<p>${canary}</p>`,
  'vl.json': `{ "title": "${canary}"`,
};

/** A way to write a path that leads out of a talk, and what is to be said of it. */
export interface Form {
  readonly written: string;
  readonly kind: 'outside' | 'remote' | 'missing';
}

/** Puts secrets around `talk/`, and into each of its folders links that lead to them. */
export function plant(root: string, folders: Readonly<Record<string, string>>): void {
  for (const [ext, content] of Object.entries(secrets))
    write(root, {
      [`secret.${ext}`]: content,
      [`talk-2/secret.${ext}`]: content,
      [`names/hidden-name.${ext}`]: content,
    });
  for (const [folder, ext] of Object.entries(folders)) {
    const at = join(root, 'talk', folder);
    const up = folder.replace(/[^/]+/g, '..');
    const links = {
      [`link.${ext}`]: `${up}/../secret.${ext}`,
      [`absolute.${ext}`]: join(root, `secret.${ext}`),
      [`other.${ext}`]: `${up}/../secret.${ext}`,
      [`chain.${ext}`]: `link.${ext}`,
      [`environ.${ext}`]: '/proc/self/environ',
      [`zero.${ext}`]: '/dev/zero',
      up: `${up}/..`,
      names: join(root, 'names'),
      self: join(root, 'talk/..'),
      [`loop.${ext}`]: `loop.${ext}`,
      [`there.${ext}`]: `back.${ext}`,
      [`back.${ext}`]: `there.${ext}`,
      [`broken.${ext}`]: 'nowhere',
      circle: '.',
    };
    mkdirSync(join(at, `folder.${ext}`), { recursive: true });
    for (const [name, target] of Object.entries(links)) symlinkSync(target, join(at, name));
  }
}

/**
 * Paths as they can be written in a file of the talk, for files that end in `ext`: `lower` leads from the place that they
 * are relative to into a folder below the talk's, `links` to the folder of the links.
 */
export function forms(root: string, ext: string, links = '', lower = ''): readonly Form[] {
  const secret = `secret.${ext}`;
  const all: readonly (readonly [Form['kind'], before: string, readonly string[]])[] = [
    [
      'outside',
      lower,
      [
        `../../${secret}`,
        `./..//..//${secret}`,
        `.././../${secret}`,
        `a/../../../${secret}`,
        `slides/../../../${secret}`,
        `a/b/c/../../../../../${secret}`,
        '../../../../../../../../../../../../../../etc/passwd',
        `../../talk-2/${secret}`,
        `../../talk/../${secret}`,
        '../..',
        // encoded
        `%2e%2e/%2e%2e/${secret}`,
        `%2E%2E/%2e./${secret}`,
        `%2e%2e%2f%2e%2e%2f${secret}`,
        `..%2F..%2f${secret}`,
        `.%2e/%2e./${secret}`,
        `..%5c..%5c${secret}`,
        `%2e%2e%5c%2e%2e%5c${secret}`,
        `..\\..\\${secret}`,
        `..\\../${secret}`,
        `..//..\\/${secret}`,
        `a\\..\\..\\..\\${secret}`,
        `../../${secret}%00`,
        `../../${secret}%00.${ext}`,
        `../../${secret}?x=.${ext}`,
        `../../${secret}#.${ext}`,
      ],
    ],
    [
      'outside',
      '',
      [
        `\\${secret}`,
        `\\\\localhost\\share\\${secret}`,
        `\\\\?\\C:\\${secret}`,
        `/${secret}`,
        `%2f${secret}`,
        `%2f..%2f${secret}`,
        join(root, secret),
        `/./..${root}/${secret}`,
        '/proc/self/environ',
        '/dev/zero',
        '/dev/fd/0',
        `%00../../${secret}`,
        `ok.${ext}%00`,
      ],
    ],
    [
      'outside',
      links,
      [
        `link.${ext}`,
        `./x/../other.${ext}`,
        `absolute.${ext}`,
        `chain.${ext}`,
        `environ.${ext}`,
        `zero.${ext}`,
        `up/${secret}`,
        `up/talk-2/${secret}`,
        `circle/circle/up/${secret}`,
        `self/talk-2/${secret}`,
      ],
    ],
    [
      'remote',
      '',
      [
        `file:///${secret}`,
        `file://localhost${root}/${secret}`,
        `FILE:${root}/${secret}`,
        `file:../../${secret}`,
        `C:\\${secret}`,
        `C:/${secret}`,
        `c:${secret}`,
        `//localhost/${secret}`,
        `//../../${secret}`,
        `view-source:file:///${secret}`,
        `jar:file:///x.zip!/${secret}`,
      ],
    ],
    [
      'missing',
      '',
      [
        `~/${secret}`,
        `~root/${secret}`,
        `../~/${secret}`,
        `$HOME/${secret}`,
        `.../.../${secret}`,
        `....//....//${secret}`,
        `.. /.. /${secret}`,
        `.%20./.%20./${secret}`,
        // what looks like dots and slashes
        `．．/．．/${secret}`,
        `..／..／${secret}`,
        `..∕..∕${secret}`,
        `..⁄..⁄${secret}`,
        `‥/‥/${secret}`,
        `．%ef%bc%8e/${secret}`,
        // encoded twice, too long, or in no way that there is
        `%252e%252e%252f%252e%252e%252f${secret}`,
        `%25252e%25252e/${secret}`,
        `%c0%ae%c0%ae/%c0%ae%c0%ae/${secret}`,
        `..%c0%af..%c0%af${secret}`,
        `%e0%80%ae%e0%80%ae/${secret}`,
        `%u002e%u002e/${secret}`,
        `%%2e%%2e/${secret}`,
        // nothing, or no file
        `ok.${ext}/${secret}`,
        `${'x'.repeat(300)}.${ext}`,
        `${'x/'.repeat(3000)}${secret}`,
      ],
    ],
    [
      'missing',
      links,
      [
        `loop.${ext}`,
        `there.${ext}`,
        `broken.${ext}`,
        `folder.${ext}`,
        `up/nowhere.${ext}`,
        `names/hidden-nam.${ext}`,
      ],
    ],
  ];
  return all.flatMap(([kind, before, paths]) => paths.map((path) => ({ written: before + path, kind })));
}

/** Whether bytes hold the canary, as it is or in Base64 at whatever offset. */
export function betrays(content: string | Uint8Array): boolean {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
  const encoded = [0, 1, 2].map((pad) => {
    const base64 = Buffer.from('x'.repeat(pad) + canary).toString('base64');
    return base64.slice(pad === 0 ? 0 : 4, -4);
  });
  return [canary, ...encoded].some((part) => text.includes(part));
}

/** Makes a pipe that nobody writes into. */
export function makePipe(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  execFileSync('mkfifo', [path]);
}
