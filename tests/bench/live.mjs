// Part of npm run bench: how soon the live preview is ready, and how soon a saved file is painted, medians.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser, median } from './bench-browser.mjs';

const cli = fileURLToPath(new URL('../lib/cli.js', import.meta.url));
const saves = 15;

/** Starts the preview of a talk; gives its address and how long it took, in milliseconds. */
async function serve(root) {
  const started = performance.now();
  const child = spawn(process.execPath, [cli, 'dev', '--port', '0'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const address = await new Promise((resolve, reject) => {
    child.on('exit', () => reject(new Error(said)));
    child.stderr.on('data', (chunk) => {
      said += chunk;
      const [found] = /http:\S+/.exec(said) ?? [];
      if (found) resolve(found);
    });
  });
  return { address, child, ready: performance.now() - started };
}

/** Milliseconds from writing a file until the page has painted `words`. */
async function save(page, file, text, words) {
  const painted = page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const slides = document.querySelector('.slides');
        const observer = new MutationObserver(() => {
          if (!slides.textContent.includes(wanted)) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(resolve));
        });
        observer.observe(slides, { childList: true, subtree: true, characterData: true });
      }),
    words,
  );
  await new Promise((resolve) => setTimeout(resolve, 150));
  const started = performance.now();
  writeFileSync(file, text);
  await painted;
  return performance.now() - started;
}

/** Prints the times of talks as `writeTalk` makes them, by name. */
export async function benchLive(talks) {
  const browser = await launchBrowser();
  for (const [name, root] of talks) {
    const { address, child, ready } = await serve(root);
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 720 });
    await page.goto(address);
    await page.waitForSelector('.reveal.ready');
    const times = {};
    for (const [kind, path, old] of [
      ['a slide’s text', 'slides/10.md', 'Claim 3'],
      ['a chart’s spec', 'charts/output.vl.json', '"line"'],
      ['its data', 'charts/data/output.csv', '1980,0'],
    ]) {
      const file = join(root, path);
      const text = readFileSync(file, 'utf8');
      times[kind] = [];
      for (let n = 0; n < saves; n++) {
        const words = kind === 'its data' ? `${3000 + n}` : `Changed ${n}.`;
        const fresh = {
          'a slide’s text': words,
          'a chart’s spec': `{"type":"line"},"title":"${words}"`,
          'its data': `${words},7`,
        };
        times[kind].push(await save(page, file, text.replace(old, fresh[kind]), words));
      }
      writeFileSync(file, text);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    const said = Object.entries(times).map(([kind, all]) => `${kind} ${Math.round(median(all))} ms`);
    console.log(
      `${name}, live: ready after ${(ready / 1000).toFixed(2)} s; from saving to paint: ${said.join(', ')}`,
    );
    await page.close();
    child.kill();
  }
  await browser.close();
}
