import { join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'puppeteer';
import { home } from './project.ts';

/** Puts the exports of files under build/client/ on a page, as `window[name]`. */
export async function loadClient(page: Page, name: string, ...files: string[]): Promise<void> {
  const contents = files.map((file) => `export * from './${file}';`).join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(home, 'build/client') },
    bundle: true,
    format: 'iife',
    globalName: `window.${name}`,
    write: false,
  });
  await page.evaluate(outputFiles[0]?.text ?? '');
}
