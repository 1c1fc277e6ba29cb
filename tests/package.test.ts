import { spawnSync } from 'node:child_process';
import { chmodSync, createReadStream, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { home, temporaryFolder } from './support/project.ts';

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

const folder = temporaryFolder();
const installed = join(folder, 'node_modules/lectern');
const { dependencies, optionalDependencies, bin } = JSON.parse(
  readFileSync(join(home, 'package.json'), 'utf8'),
) as Record<'dependencies' | 'optionalDependencies' | 'bin', Record<string, string>>;
let paths: string[] = [];

/** The command as npx finds it in what lies above, with no registry. */
function npx(where: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync('npx', ['--offline', '--no', 'lectern', ...args], {
    cwd: where,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

// as npm installs it, but that what it depends on is taken from where it is already
beforeAll(async () => {
  // lib/ is as it was built: no script of npm is to make it anew while other tests read it
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = spawnSync('npm', pack, { cwd: home, encoding: 'utf8' });
  const [packed] = Object.values(JSON.parse(stdout)) as Packed[];
  paths = packed?.files.map(({ path }) => path) ?? [];
  const tarball = createReadStream(join(folder, packed?.filename ?? ''));
  await pipeline(tarball, createGunzip(), extract(installed, { strip: 1 }));
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    if (!existsSync(join(home, 'node_modules', name))) continue;
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
    symlinkSync(join(home, 'node_modules', name), join(folder, 'node_modules', name));
  }
  mkdirSync(join(folder, 'node_modules/.bin'));
  for (const [name, path] of Object.entries(bin)) {
    chmodSync(join(installed, path), 0o755);
    symlinkSync(join(installed, path), join(folder, 'node_modules/.bin', name));
  }
});

describe('the package', () => {
  it('holds the program, its templates and what is to be read, and nothing else', () => {
    const top = new Set(paths.map((path) => path.split('/')[0]));
    expect([...top].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'lib',
      'package.json',
      'templates',
    ]);
    for (const path of ['lib/cli.js', 'lib/schemas/deck.json', 'templates/new/_gitignore'])
      expect(paths).toContain(path);
  });

  it('starts a talk that builds and has nothing to mend, in an empty folder', () => {
    const started = npx(folder, 'new', 'talk');
    expect(started).toMatchObject({ status: 0, stdout: '' });
    expect(started.stderr).toContain('cd talk\n  npx lectern build');
    const talk = join(folder, 'talk');
    expect(readFileSync(join(talk, '.gitignore'), 'utf8')).toContain('dist/');
    const built = npx(talk, 'build');
    expect(built.stderr).toMatch(/^4 slides in .*index\.html .*slides\.pdf .*handout\.pdf .*\n$/);
    expect(built.status).toBe(0);
    expect(npx(talk, 'check', '--strict')).toEqual({ status: 0, stdout: '', stderr: 'Nothing to mend.\n' });
  });
});
