import { describe, expect, it } from 'vitest';
import { raw } from '../../build/render/html.ts';
import { forPaper } from '../../build/render/paper.ts';

const paper = (html: string): string => forPaper(raw(html)).html;

describe('markup for paper', () => {
  it('gives a role to what is in another language within a line, and to nothing else', () => {
    expect(paper('<span class="a" lang="fr">x</span> <i lang="fr">y</i>')).toBe(
      '<span role="mark" class="a" lang="fr">x</span> <i role="mark" lang="fr">y</i>',
    );
    for (const html of [
      '<span>x</span>',
      '<p lang="fr">x</p>',
      '<em lang="fr">x</em>',
      '<span data-lang="fr">x</span>',
      '<span lang="fr" role="img">x</span>',
      '<summary lang="fr">x</summary>',
      'a &lt;span lang="fr"&gt;',
    ])
      expect(paper(html)).toBe(html);
  });

  it('fills empty cells', () => {
    expect(paper('<tr><td></td><th scope="col" class="a"> </th><td>1</td></tr>')).toBe(
      '<tr><td>&nbsp;</td><th scope="col" class="a">&nbsp;</th><td>1</td></tr>',
    );
  });
});
