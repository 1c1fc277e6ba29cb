import { type Conflict, mergeTexts } from '../../../model/three-way.ts';
import { changesBetween } from './changes.ts';
import { type OpenFile, textOf } from './file.ts';
import type { Keeper } from './keeper.ts';
import { make } from './shell.ts';

interface Then {
  /** The file is to be shown no more. */
  readonly close: () => void;
  /** The question is gone, and with it the focus that was in it. */
  readonly answered: () => void;
}

/** What the author has to decide before a file can be saved; undefined when that is nothing. */
export function questionOf(
  file: OpenFile,
  keeper: Keeper,
  { close, answered }: Then,
): HTMLElement | undefined {
  const { trouble } = file;
  switch (trouble?.kind) {
    case 'conflict':
      return askWhose(file, trouble.theirs, keeper, answered);
    case 'missing':
      return asked(`${file.path} was deleted. Your text is still here.`, [], {
        'Write it again'() {
          keeper.writeAnew(file);
          answered();
        },
        'Let it go': close,
      });
  }
  return undefined;
}

function askWhose(file: OpenFile, theirs: string, keeper: Keeper, answered: () => void): HTMLElement {
  const { conflicts } = mergeTexts(textOf(file), file.base, theirs);
  const parts = conflicts.map(({ mine, theirs }) => {
    const both = make('div', 'both');
    both.append(version('Yours', mine, theirs.lines), version('Theirs', theirs, mine.lines));
    return both;
  });
  const settle = (preferred: 'mine' | 'theirs'): void => {
    keeper.settle(file, preferred);
    answered();
  };
  return asked(
    'Somebody else has changed the same lines. Yours are in the editor and not saved yet.',
    parts,
    { 'Keep mine': () => settle('mine'), 'Take theirs': () => settle('theirs') },
  );
}

/** The lines of one side; what differs from the other is marked. */
function version(whose: string, { line, lines }: Conflict['mine'], others: readonly string[]): HTMLElement {
  const box = make('div', '');
  const text = make('pre', '');
  const words = lines.join('\n');
  let done = 0;
  for (const { from, to } of changesBetween(words, others.join('\n'))) {
    text.append(words.slice(done, from), make('mark', '', words.slice(from, to)));
    done = to;
  }
  text.append(words.slice(done));
  if (lines.length === 0) text.append(make('i', '', 'deleted'));
  box.append(make('b', '', `${whose}, line ${line}`), text);
  return box;
}

function asked(
  words: string,
  parts: readonly HTMLElement[],
  answers: Readonly<Record<string, () => void>>,
): HTMLElement {
  const box = make('div', '');
  box.role = 'alert';
  const buttons = make('div', 'answers');
  for (const [name, run] of Object.entries(answers)) {
    const button = make('button', '', name);
    button.type = 'button';
    button.addEventListener('click', run);
    buttons.append(button);
  }
  box.append(make('p', '', words), ...parts, buttons);
  return box;
}

/** How a file is kept, in words, and whether that is as it should be. */
export function statusOf(
  file: OpenFile,
  isUnsaved: boolean,
): { readonly words: string; readonly isTrouble: boolean } {
  const { trouble, since } = file;
  const told = (words: string): { words: string; isTrouble: true } => ({ words, isTrouble: true });
  switch (trouble?.kind) {
    case 'conflict':
      return told('Not saved: the same lines were changed elsewhere.');
    case 'missing':
      return told('Not saved: the file is gone.');
    case 'unreachable':
      return told('The server does not answer. Your text stays here, and is saved when it is back.');
    case 'refused':
      return told(refusals[trouble.why](trouble.problem ?? ''));
  }
  return { words: since ? 'Saving…' : isUnsaved ? 'Not saved yet' : 'Saved', isTrouble: false };
}

const refusals = {
  outside: () => 'Not saved: this file is none of the talk’s.',
  'not-text': () => 'Not saved: the file holds something else than text in UTF-8.',
  'too-large': () => 'Not saved: the file is too large to be edited here.',
  'read-only': () => 'Not saved: the file is read-only. Your text stays here.',
  failed: (problem: string) => `Not saved: ${problem}. Your text stays here.`,
} as const;
