import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { specText } from './memory.ts';
import { temporaryFolder } from './project.ts';

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

const slides = `# Lists in *lists* of <span lang="fr">choses</span>

- one
  - nested, :lang[小我]{zh-Hans}
    1. deeper
- two, **strong** and *em*

3. third
4. fourth, \`code\` and ~~gone~~

Note:
## A heading of notes

- said, :lang[à propos]{fr}

---

# A table with an empty corner

|   | First | Second |
|---|------:|--------|
| a | 1     |        |
| b |       | 2      |

---

# Raw HTML

<dl><dt>Term</dt><dd>What it is</dd></dl>

<table><tr><th>One</th><th>Two</th><th>Three</th></tr><tr><td>1</td></tr><tr><td colspan="2">2</td></tr></table>

---

# More raw HTML

<p>A <mark>mark</mark>, <abbr title="Research and development" lang="en-GB">R&amp;D</abbr>, H<sub>2</sub>O, <kbd>Esc</kbd>, <cite lang="de">Faust</cite>.</p>

<details open><summary>More</summary>Less.</details>

<figure><p>Words as a figure</p><figcaption>And a caption</figcaption></figure>

<h6>A small heading</h6>

---

# Quotes and code

> A quote.
>
> - with a list

\`\`\`python {1|2}
print("one")

print("two") # and a comment
\`\`\`

***

A footnote[^1] and a formula, $\\sqrt{x^2} \\le \\left(\\frac{a}{b}\\right)$, and one on display:

$$
\\sum_{i=1}^n i \\text{ (in words)}
$$

> [!NOTE]
> An alert with
>
> - a list

[^1]: In *other* words.

    And [a link](#pictures).

A [link to an address](https://example.org/a(b)?c=d), one to [a slide](#pictures) and one more that is long enough to break over two of the lines of this slide, [which shows whether both parts of it are held by one element](#pictures).

---
id: pictures
background: pixel.png
---

# Pictures

![A pixel](pixel.png "Its caption")

A picture ![](pixel.png) that says nothing, in a line.

---
lang: ar
---

# الابتكار

كلمات و :lang[English words]{en}

---
lang: he
layout: section
---

# חדשנות

---

# Emoji 😀 and signs → ≥

<p style="opacity: .5">Faint</p>

---

# A chart in steps

![Sales, growing](../charts/steps.vl.json "Sales")

---

# A chart to operate

![Sales to choose from](../charts/operate.vl.json "Sales")

---
layout: closing
---

# The end

Thanks.
`;

/** A talk of many constructs, for which a PDF needs repairs; gives its folder. */
export function constructsDeck(): string {
  const folder = temporaryFolder();
  for (const name of ['slides', 'charts']) mkdirSync(join(folder, name), { recursive: true });
  const write = (path: string, text: string | Uint8Array): void => writeFileSync(join(folder, path), text);
  write('slides/deck.yaml', 'title: "Odd <constructs> & more"\nauthors: [A. Author]\nkeywords: [one, two]\n');
  write('slides/10.md', slides);
  write('slides/pixel.png', Buffer.from(pixel, 'base64'));
  const values = [1, 2, 3].map((year) => ({ year, sales: year * 2 }));
  write(
    'charts/steps.vl.json',
    specText({
      data: { values },
      params: [{ name: 'until', value: 3 }],
      transform: [{ filter: 'datum.year <= until' }],
      mark: { type: 'bar', opacity: 0.5 },
      usermeta: {
        source: { publisher: 'World Bank' },
        steps: [
          { caption: 'Before', params: { until: 2 } },
          { caption: 'After', params: { until: 3 } },
        ],
      },
    }),
  );
  write(
    'charts/operate.vl.json',
    specText({
      data: { values },
      params: [{ name: 'least', value: 0, bind: { input: 'range', min: 0, max: 3 } }],
      transform: [{ filter: 'datum.year >= least' }],
    }),
  );
  return folder;
}
