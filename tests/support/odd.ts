import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './project.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);

/** Notes of many pages, nearly as long as a slide may be. */
export const hugeNotes = [
  'The first sentence of the huge notes.',
  ...numbers(195).map(
    (n) =>
      `Paragraph ${n} goes on about what the slide says in few words, and does so at a length that no speaker would keep up. It has a second sentence, which is no shorter than the first one, so that the columns fill and flow over from page to page.`,
  ),
  'The last sentence of the huge notes.',
].join('\n\n');

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table of many columns, as Markdown. */
const wide = [
  row(numbers(14).map((n) => `Head ${n}`)),
  row(numbers(14).map(() => '---')),
  row(numbers(14).map((n) => `Cell ${n}`)),
].join('\n');

const slides = `# Alone before all sections

Words.

---
layout: section
---

# Notes of all lengths

---

# No notes at all

More words, with a [link](#huge) to the next slide.

---
id: huge
---

# Huge notes

Few words [@k1].

Note:
${hugeNotes}

---

# After the huge notes

Words.

Note:
Short.

---
layout: section
---

# Tables

---

# Two hundred rows

![Sales by day, rising](../charts/rows.vl.json "Sales")

---

# Thirty columns

![Sales by many names](../charts/wide.vl.json "Many names")

---

# A wide table

${wide}

---
layout: section
---

# Scripts

---
lang: zh-Hans
---

# 中国的创新

开放

Note:
一二三。

---
lang: he
---

# שלום

Words from the right.

Note:
Said from the right.

---
layout: references
---

# Works
`;

/** A talk of what handouts have trouble with; `config` is added to its deck.yaml. Gives its folder. */
export function oddDeck(config = ''): string {
  const folder = temporaryFolder();
  const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  for (const name of ['slides', 'charts/data']) mkdirSync(join(folder, name), { recursive: true });
  write('slides/deck.yaml', `title: Odd cases\nbibliography: works.yaml\n${config}`);
  write('slides/works.yaml', '- { id: k1, type: book, title: A work, URL: "https://example.org/" }');
  write('slides/10.md', slides);
  write(
    'charts/data/rows.csv',
    `day,sales\n${numbers(200)
      .map((n) => `${n},${n * 10_000 + n}`)
      .join('\n')}\n`,
  );
  write('charts/rows.vl.json', chart('rows.csv', {}));
  const names = numbers(28).map((n) => `name${n}`);
  const values = names.map((_, n) => `value ${n + 1}`);
  write('charts/data/wide.csv', `day,sales,${names}\n1,10,${values}\n2,20,${values}\n`);
  write(
    'charts/wide.vl.json',
    chart('wide.csv', { detail: names.map((field) => ({ field, type: 'nominal' })) }),
  );
  return folder;
}

function chart(file: string, more: object): string {
  return JSON.stringify({
    usermeta: { source: { publisher: 'A', vintage: '2020' }, unit: 'Sales' },
    data: { url: `data/${file}` },
    mark: 'line',
    encoding: {
      x: { field: 'day', type: 'quantitative' },
      y: { field: 'sales', type: 'quantitative' },
      ...more,
    },
  });
}
