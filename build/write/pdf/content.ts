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

const painting = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 's', 'S', 'sh', 'Do', 'Tj', 'TJ', "'", '"']);
/** What the operators end with that paint or mark. */
const telling = new Set([...'fFBbsShojJ*\'"C'].map((character) => character.charCodeAt(0)));

/**
 * Rewrites a content stream as Chrome writes it, an operator at the end of each line: what is not marked, or marked but
 * only decorates, becomes an artefact (ISO 32000-1, 14.8.2.2).
 */
export function markArtefacts(content: string, { mark, marksItself }: MarkRules): string {
  const pieces: string[] = [];
  let depth = 0;
  /** Where the sequence begins, or what is not marked; its first line ends at `opened`. */
  let from = 0;
  let opened = 0;
  let paints = false;
  let showsText = false;
  let holdsMarks = false;
  const begin = (at: number): void => {
    from = at;
    paints = showsText = holdsMarks = false;
  };
  const artefact = (to: number): void => {
    const piece = content.slice(from, to);
    if (paints) pieces.push('/Artifact BMC\n', piece, piece.endsWith('\n') ? 'EMC\n' : '\nEMC');
    else pieces.push(piece);
  };
  for (let at = 0, next = 0; at < content.length; at = next) {
    const newline = content.indexOf('\n', at);
    const end = newline < 0 ? content.length : newline;
    next = end + 1;
    if (!telling.has(content.charCodeAt(end - 1))) continue;
    const operator = content.slice(Math.max(at, content.lastIndexOf(' ', end - 1) + 1), end);
    if (operator.endsWith('BDC') || operator === 'BMC') {
      if (depth++ > 0) continue;
      artefact(at);
      begin(at);
      opened = next;
    } else if (operator === 'EMC') {
      if (--depth > 0) continue;
      const opening = content.slice(from, opened);
      const to = next;
      const body = content.slice(opened, to);
      const painted = { showsText, holdsMarks, text: () => (body.match(/<[0-9A-F]+>/g) ?? []).join('') };
      const mcid = /\/MCID (\d+)/.exec(opening);
      const number = mcid ? mark(Number(mcid[1]), painted) : undefined;
      pieces.push(
        number === undefined ? '/Artifact BMC\n' : opening.replace(/\/MCID \d+/, `/MCID ${number}`),
      );
      pieces.push(body);
      begin(to);
    } else if (operator === 'Do' && marksItself(/\/(\S+) Do$/.exec(content.slice(at, end))?.[1] ?? '')) {
      holdsMarks = true;
      if (depth > 0) continue;
      artefact(at);
      pieces.push(content.slice(at, next));
      begin(next);
    } else if (painting.has(operator)) {
      paints = true;
      if (/^(?:T[jJ]|['"])$/.test(operator)) showsText = true;
    }
  }
  if (depth !== 0) throw new Error('a marked sequence of the PDF does not end');
  artefact(content.length);
  return pieces.join('');
}
