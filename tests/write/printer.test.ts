import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { placeOf } from '../../build/model/diagnostic.ts';
import type { Environment } from '../../build/write/browser.ts';
import type { Documents } from '../../build/write/documents.ts';
import { type Printed, printDocuments } from '../../build/write/print.ts';
import { startPrinter } from '../../build/write/printer.ts';
import { lethal } from '../support/fake-browser.ts';
import { aboutNothing } from '../support/pdf.ts';
import { open, temporaryFolder } from '../support/project.ts';

describe('a browser that breaks down while it prints', () => {
  let documents: Documents;
  beforeAll(async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'slides'));
    writeFileSync(
      join(folder, 'slides/10.md'),
      '# One\n\nFirst.\n\n---\n\n# Two\n\nSecond.\n\n---\n\n# Three\n\nThird.\n',
    );
    const { compiled } = await open(folder).compile({ trustHtml: false });
    if (!compiled) throw new Error('the talk has errors');
    documents = compiled;
  });

  async function print(env: Environment, work = 30_000): Promise<Printed & { told: string[] }> {
    const patience = { start: 30_000, work };
    const printer = startPrinter({ env, unpacking: () => undefined, patience });
    try {
      const printed = await printDocuments(documents, printer, {
        steps: false,
        about: aboutNothing,
        progress: () => undefined,
      });
      const told = printed.diagnostics.map(({ at, rule }) => `${placeOf(at)} ${rule}`);
      return { ...printed, told };
    } finally {
      await printer.close();
    }
  }

  it('is started again, once, and prints', async () => {
    const { files, told } = await print(
      await lethal(['Second.'], "if (times === 0) browser.kill('SIGKILL')"),
    );
    expect(told).toEqual([]);
    expect([...files.keys()]).toEqual(['slides.pdf', 'handout.pdf']);
  });

  it('is told with the slide that it ended at, and nothing is printed', async () => {
    const { files, told } = await print(await lethal(['Second.'], "browser.kill('SIGKILL')"));
    expect(told).toEqual(['slides/10.md:7:1 browser-crashed']);
    expect(files.size).toBe(0);
  });

  it('is told with the slide that it hung at', async () => {
    const { files, told } = await print(await lethal(['Third.'], "browser.kill('SIGSTOP')"), 3000);
    expect(told).toEqual(['slides/10.md:13:1 browser-hung']);
    expect(files.size).toBe(0);
  });

  it.runIf(process.platform === 'linux')('is told when only its renderer ended or hung', async () => {
    const renderer = (signal: string): Promise<Environment> =>
      lethal(['Second.'], `for (const pid of renderers()) process.kill(pid, '${signal}')`);
    expect((await print(await renderer('SIGKILL'))).told).toEqual(['slides/10.md:7:1 browser-crashed']);
    expect((await print(await renderer('SIGSTOP'), 3000)).told).toEqual(['slides/10.md:7:1 browser-hung']);
  });

  it('is told with the document when no slide alone breaks it', async () => {
    const { diagnostics, told } = await print(await lethal(['First.', 'Third.'], "browser.kill('SIGKILL')"));
    expect(told).toEqual(['slides.pdf browser-crashed']);
    expect(diagnostics[0]?.message).toContain('each slide alone');
  });

  it('is told with the handout, and leaves no slides.pdf that is newer than that', async () => {
    const { files, told } = await print(await lethal(['class=\\"handout'], "browser.kill('SIGKILL')"));
    expect(told).toEqual(['handout.pdf browser-crashed']);
    expect(files.size).toBe(0);
  });
});
