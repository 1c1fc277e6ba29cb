import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checks } from '../build/check/rules.ts';
import { format } from '../build/model/diagnostic.ts';
import { home, open } from './support/project.ts';

const gallery = open(join(home, 'docs/gallery'));

describe('the gallery', () => {
  it('has nothing to mend', async () => {
    const found = await gallery.check({
      only: checks,
      strict: true,
      trustHtml: false,
      progress: () => undefined,
    });
    expect(found.map(format)).toEqual([]);
  });

  it('shows every construct', async () => {
    const { compiled } = await gallery.compile({ trustHtml: false });
    const constructs = {
      'highlighted code': '<span class="code-keyword">',
      'lines lit step by step': '<pre data-state="',
      'formulas in a line': '<math alttext="n^2">',
      'formulas on display': 'display="block"',
      footnotes: '<ol class="footnotes"',
      alerts: 'class="alert alert-warning"',
      tables: '<table>',
      'images with a size': 'style="width: 400px; height: auto"',
      captions: '<figcaption><span class="caption">',
      'backgrounds of colour': '<div class="background" style="background: #f3d9a4">',
      'backgrounds of images': '<img src="data:image/svg+xml',
      columns: 'class="side-by-side"',
      'charts in columns': 'class="column"><figure class="figure"><svg class="chart"',
      'included content': 'and since <math',
      'included slides': '<section id="end"',
    };
    for (const [name, markup] of Object.entries(constructs)) expect(compiled?.screen, name).toContain(markup);
  });
});
