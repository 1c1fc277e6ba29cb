import { describe, expect, it } from 'vitest';
import { readSlides } from '../../build/check/slides-shown.ts';

const slide = (inner: string): string =>
  `<main><section id="one" class="slide layout-text">${inner}</section></main>`;

describe('readSlides', () => {
  it('reads what a slide says, its drawings and its notes apart', () => {
    const svg = '<svg role="img" aria-label="Output by year"><title>Hover</title><text>2020</text></svg>';
    const html = slide(
      `<h1>Output &amp; rises</h1><p>to <a href="#two">12%</a> <a href="https://example.org/">there</a></p><figure>${svg}</figure><aside class="notes"><p>Said.</p></aside>`,
    );
    expect(readSlides(html)).toEqual([
      {
        id: 'one',
        texts: ['Output & rises', 'to ', '12%', 'there'],
        drawn: ['2020'],
        links: ['#two', 'https://example.org/'],
        alts: ['Output by year'],
        marks: [],
        notes: ['Said.'],
        rasters: 0,
      },
    ]);
  });

  it('leaves out what is for the program or for screen readers alone', () => {
    const hidden =
      '<h1 class="title unseen">T</h1><div class="data"><table></table>1</div><style>p{}</style>';
    expect(readSlides(slide(`${hidden}<p>Shown</p>`))[0]?.texts).toEqual(['Shown']);
  });

  it('has of charts with states what shows when all steps are done', () => {
    const [read] = readSlides(
      slide(
        '<figure data-state="1"><svg role="img" aria-label="A"><g data-states="0"><text>old</text></g><g data-states="0 1"><text>axis</text></g></svg><span data-states="0">First</span><span data-states="1">Last</span></figure>',
      ),
    );
    expect(read?.drawn).toEqual(['axis']);
    expect(read?.texts).toEqual(['Last']);
  });

  it('counts images of dots, and tells which page of several it is', () => {
    const [read] = readSlides(
      slide(
        '<h1>List <span class="part">1 of 2</span></h1><p class="page">7</p><img src="data:image/png;base64,AA" alt="A map"><img src="data:image/svg+xml;base64,AA" alt="">',
      ),
    );
    expect(read).toMatchObject({
      rasters: 1,
      alts: ['A map'],
      marks: ['1 of 2', '7'],
      texts: ['List ', '1 of 2', '7'],
    });
  });
});
