import {
  Annotation,
  ChangeSet,
  type EditorState,
  Transaction,
  type TransactionSpec,
} from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Refused } from '../../../model/editing.ts';
import { changesBetween } from './changes.ts';

/** What keeps a file from being saved. */
export type Trouble =
  | { readonly kind: 'conflict'; readonly theirs: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreachable' }
  | Refused;

/** A file that is edited: what the editor holds, and how that differs from what the file is known to hold. */
export interface OpenFile {
  readonly path: string;
  state: EditorState;
  /** What shows it, if anything does. */
  view: EditorView | undefined;
  /** What the file held when it was last heard of. */
  base: string;
  /** What makes of that what the editor holds. */
  pending: ChangeSet;
  /** While a text is being saved: what was changed in the editor since. */
  since: ChangeSet | undefined;
  /** Grows with each answer that tells what the file holds. */
  heard: number;
  trouble: Trouble | undefined;
}

/** Marks what others have written. */
const fromOthers = Annotation.define<true>();

export function openFile(path: string, state: EditorState, base: string): OpenFile {
  const pending = differences(base, state.doc.toString());
  return { path, state, view: undefined, base, pending, since: undefined, heard: 0, trouble: undefined };
}

export function textOf(file: OpenFile): string {
  return file.state.doc.toString();
}

/** Whether the editor holds what the file does not. */
export function isUnsaved(file: OpenFile): boolean {
  return !file.pending.empty && textOf(file) !== file.base;
}

/** Does something to what the editor holds, on screen or not. Gives whether the author has changed the text by that. */
export function dispatch(file: OpenFile, spec: TransactionSpec): void {
  if (file.view) file.view.dispatch(spec);
  else took(file, [file.state.update(spec)]);
}

/** Takes note of what was done; gives whether the author has changed the text. */
export function took(file: OpenFile, transactions: readonly Transaction[]): boolean {
  let isChanged = false;
  for (const transaction of transactions) {
    file.state = transaction.state;
    if (!transaction.docChanged || transaction.annotation(fromOthers)) continue;
    isChanged = true;
    file.pending = file.pending.compose(transaction.changes);
    file.since &&= file.since.compose(transaction.changes);
  }
  return isChanged;
}

/** Brings in what the file holds now; what was changed in the editor since it was like `before` stays. */
export function bringIn(file: OpenFile, before: string, text: string, since: ChangeSet): void {
  const others = differences(before, text);
  file.base = text;
  file.pending = since.map(others, true);
  file.heard++;
  if (others.empty) return;
  dispatch(file, {
    changes: others.map(since),
    annotations: [fromOthers.of(true), Transaction.addToHistory.of(false)],
  });
}

/** Has the editor hold a text, which its author can undo, over what the file holds now. */
export function replaceText(file: OpenFile, text: string, base: string): void {
  dispatch(file, { changes: [...changesBetween(textOf(file), text)], userEvent: 'input' });
  file.base = base;
  file.pending = differences(base, text);
}

function differences(before: string, after: string): ChangeSet {
  return ChangeSet.of([...changesBetween(before, after)], before.length);
}
