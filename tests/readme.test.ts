import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { format } from '../build/model/diagnostic.ts';
import { startTalk } from '../build/write/new.ts';
import { textOf } from './support/docs.ts';
import { home, open, temporaryFolder } from './support/project.ts';

const readme = textOf('README.md');

describe('the README', () => {
  it('says what the first edit is told', async () => {
    const [, before = '', after = ''] = /change `(:value\[\d+\])` to `(:value\[\d+\])`/.exec(readme) ?? [];
    const folder = temporaryFolder();
    startTalk(home, folder, folder);
    const file = join(folder, 'slides/10-primes.md');
    expect(readFileSync(file, 'utf8')).toContain(before);
    writeFileSync(file, readFileSync(file, 'utf8').replace(before, after));
    const { diagnostics } = await open(folder).compile({ trustHtml: false });
    const [told = ''] = diagnostics.map(format);
    expect(readme).toContain(`   ${told.split('\n')[0]}\n`);
  });

  it('builds and tests with scripts that there are', () => {
    const { scripts } = JSON.parse(textOf('package.json'));
    expect(readme).toMatch(/^npm ci && npm run build /m);
    expect(readme).toMatch(/^npm ci && npm test /m);
    for (const [, script = ''] of readme.matchAll(/npm run ([a-z]+)/g))
      expect(scripts).toHaveProperty(script);
  });
});
