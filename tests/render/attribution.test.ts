import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { open, temporaryFolder } from '../support/project.ts';

async function compiled(front: string) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'slides'));
  writeFileSync(join(folder, 'slides/10.md'), `---\nid: a\n${front}---\n\n# A\n\nb\n`);
  const views = await Promise.all(
    (['notes', 'text'] as const).map(async (handout) => {
      const { compiled } = await open(folder).compile({ trustHtml: false, handout });
      if (!compiled) throw new Error('it has errors');
      return [compiled.screen, compiled.print, compiled.printSteps, compiled.handout];
    }),
  );
  return views.flat();
}

describe('the attribution of a slide', () => {
  it('stands on it in every view, as text, with its style', async () => {
    for (const html of await compiled('attribution: "From <b>T</b> & co."\n')) {
      expect(html).toContain('<p class="attribution">From &lt;b&gt;T&lt;/b&gt; &amp; co.</p>');
      expect(html).toContain('.slide > .attribution {');
    }
  });

  it('is no weight on decks without', async () => {
    for (const html of await compiled(''))
      expect(html.replace(/<script[\s\S]*/, '')).not.toContain('attribution');
  });
});
