import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checks } from '../build/check/rules.ts';
import { format } from '../build/model/diagnostic.ts';
import { home, open } from './support/project.ts';

const folder = join(home, 'docs/performance');
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

describe('the talk on performance', () => {
  it('has nothing to mend, its numbers among it', async () => {
    const found = await open(folder).check({
      only: checks,
      strict: true,
      trustHtml: false,
      progress: () => undefined,
    });
    expect(found.map(format)).toEqual([]);
    expect(read('slides/10.md').match(/:value\[/g)?.length).toBeGreaterThan(10);
  });

  it('tells of the same results as the table', async () => {
    const { tableOf } = await import(new URL('bench/table.mjs', import.meta.url).href);
    const rows = parseCsv<Record<string, string>>(read('charts/data/bench.csv'), { columns: true });
    const numbers = rows.map((row) => ({ ...row, slides: Number(row.slides), value: Number(row.value) }));
    const { note = '', retrieved } = parse(read('charts/data/bench.csv.yaml')) as Record<string, string>;
    const machine = note.replace(/^Medians on (.*)\.$/, '$1');
    expect(readFileSync(join(home, 'docs/performance.md'), 'utf8')).toBe(
      tableOf(numbers, { machine, date: retrieved }),
    );
  });
});
