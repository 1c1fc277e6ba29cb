import { expect, it } from 'vitest';
import { targetWords } from '../../build/resolve/about.ts';
import { resolved } from '../support/memory.ts';

it('says in words what links lead to: slides, references and what claims rest on', async () => {
  const { talk } = await resolved({
    'slides/deck.yaml': 'title: A talk\nbibliography: works.yaml\n',
    'slides/works.yaml': '- { id: k1, type: book, title: A work, URL: "https://example.org/" }',
    'slides/10.md': '# First *words*\n\nA claim [@k1].\n\n---\nlayout: references\n---\n\n# Works\n',
  });
  expect([...targetWords(talk)]).toEqual([
    ['first-words', 'Slide 1: First words'],
    ['works', 'Slide 2: Works'],
    ['ref-k1', 'Reference 1'],
    ['evidence-ref-k1', 'Evidence [1]'],
  ]);
});
