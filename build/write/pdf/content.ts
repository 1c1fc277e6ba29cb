/** What a marked sequence paints. */
export interface Painted {
  readonly showsText: boolean;
  /** Whether it shows a drawing that marks its own content, which must not stand in an artefact. */
  readonly holdsMarks: boolean;
  /** The glyphs that it shows, as Chrome writes them. */
  readonly text: () => string;
}

export interface MarkRules {
  /** The new number of a marked sequence; undefined for one that only decorates. */
  readonly mark: (mcid: number, painted: Painted) => number | undefined;
  /** Whether the drawing of a name marks its own content. */
  readonly marksItself: (name: string) => boolean;
}

/** Operators that begin or end a marked sequence, or show a drawing. */
const telling = /(?:B[DM]C|EMC| Do)$/gm;
const painting = /(?:^|[ \n])(?:[fFBb]\*?|[sS]|sh|Do|T[jJ]|['"])$/m;
const writing = /(?:T[jJ]|['"])$/m;

/**
 * Rewrites a content stream as Chrome writes it, an operator at the end of each line: what is not marked, or marked but
 * only decorates, becomes an artefact (ISO 32000-1, 14.8.2.2).
 */
export function markArtefacts(content: string, { mark, marksItself }: MarkRules): string {
  const pieces: string[] = [];
  /** How deep marks stand in each other, and at which depth the numbered sequence began that holds the rest. */
  let depth = 0;
  let outermost: number | undefined;
  /** Where the sequence begins, or what is not marked; its first line ends at `opened`. */
  let from = 0;
  let opened = 0;
  let holdsMarks = false;
  const artefact = (to: number): void => {
    const piece = content.slice(from, to);
    from = to;
    if (painting.test(piece)) pieces.push('/Artifact BMC\n', piece, piece.endsWith('\n') ? 'EMC\n' : '\nEMC');
    else pieces.push(piece);
  };
  const sequence = (to: number): void => {
    const opening = content.slice(from, opened);
    const body = content.slice(opened, to);
    const text = (): string => (body.match(/<[0-9A-F]+>/g) ?? []).join('');
    const mcid = /\/MCID (\d+)/.exec(opening);
    const number = mcid
      ? mark(Number(mcid[1]), { showsText: writing.test(body), holdsMarks, text })
      : undefined;
    pieces.push(number === undefined ? '/Artifact BMC\n' : opening.replace(/\/MCID \d+/, `/MCID ${number}`));
    pieces.push(body);
    from = to;
  };
  telling.lastIndex = 0;
  for (let found = telling.exec(content); found; found = telling.exec(content)) {
    const next = Math.min(telling.lastIndex + 1, content.length);
    const line = content.lastIndexOf('\n', found.index) + 1;
    if (found[0] === 'EMC') {
      if (--depth !== outermost) continue;
      outermost = undefined;
      sequence(next);
    } else if (found[0] !== ' Do') {
      // others say how text is read
      if (outermost === undefined && content.slice(line, next).includes('/MCID ')) {
        artefact(line);
        outermost = depth;
        opened = next;
        holdsMarks = false;
      }
      depth++;
    } else if (marksItself(/\/(\S+)$/.exec(content.slice(line, found.index))?.[1] ?? '')) {
      holdsMarks = true;
      if (depth > 0) continue;
      artefact(line);
      pieces.push(content.slice(line, next));
      from = next;
    }
  }
  if (depth !== 0) throw new Error('a marked sequence of the PDF does not end');
  artefact(content.length);
  return pieces.join('');
}
