// Part of npm run bench: the live preview.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { median } from './measure.mjs';
import { cli } from './talks.mjs';

const saves = 15;
const spec = 'charts/chart-8.vl.json';

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

/** Rows of a talk as `writeTalk` makes them: how soon the preview is ready, and shows what is saved. */
export async function measureLive(root) {
  const browser = await launchBrowser();
  const { address, child, ready } = await serve(root);
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 720 });
  await page.goto(address);
  await page.waitForSelector('.reveal.ready');
  const rows = [{ tool: 'Lectern', measure: 'live, ready', value: ready, unit: 'ms' }];
  for (const [measure, path, edit] of [
    ['live, a slide saved', 'slides/10.md', (text, words) => text.replace(/^# .*/m, `# ${words}`)],
    ...(existsSync(join(root, spec))
      ? [['live, a chart saved', spec, (text, words) => text.replace('{', `{"title":"${words}",`)]]
      : []),
  ]) {
    const file = join(root, path);
    const text = readFileSync(file, 'utf8');
    const times = [];
    for (let n = 0; n < saves; n++) {
      const words = `Changed ${n}.`;
      times.push(await save(page, file, edit(text, words), words));
    }
    writeFileSync(file, text);
    rows.push({ tool: 'Lectern', measure, value: median(times), unit: 'ms' });
  }
  await page.close();
  child.kill();
  await browser.close();
  return rows;
}
