/** What a marked sequence, or content between two of them, paints. */
export interface Painted {
  /** The glyphs that it shows, as their codes in hexadecimal digits. */
  readonly text: string;
  /** Whether it shows a drawing that marks its own content, which must not stand in an artefact. */
  readonly holdsMarks: boolean;
  readonly paints: boolean;
}

export interface MarkRules {
  /** The new number of a marked sequence; undefined for one that only decorates. */
  readonly mark: (mcid: number, painted: Painted) => number | undefined;
  /** Whether the drawing of a name marks its own content. */
  readonly marksItself: (name: string) => boolean;
}

const painting = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 's', 'S', 'sh', 'Do', 'Tj', 'TJ', "'", '"']);

/**
 * Rewrites a content stream as Chrome writes it, an operator at the end of each line: what is not marked, or marked but
 * only decorates, becomes an artefact (ISO 32000-1, 14.8.2.2).
 */
export function markArtefacts(content: string, rules: MarkRules): string {
  const lines = content.split('\n');
  const written: string[] = [];
  let from = 0;
  let depth = 0;
  let at: Sequence = newSequence();
  const artefact = (to: number): void => {
    if (at.paints) written.push('/Artifact BMC');
    for (let n = from; n < to; n++) written.push(lines[n] ?? '');
    if (at.paints) written.push('EMC');
    from = to;
  };
  for (let n = 0; n < lines.length; n++) {
    const line = lines[n] ?? '';
    const operator = line.slice(line.lastIndexOf(' ') + 1);
    if (operator.endsWith('BDC') || operator === 'BMC') {
      if (depth++ > 0) continue;
      artefact(n);
      at = newSequence();
    } else if (operator === 'EMC') {
      if (--depth > 0) continue;
      const opening = lines[from] ?? '';
      const mcid = /\/MCID (\d+)/.exec(opening);
      const number = mcid ? rules.mark(Number(mcid[1]), at) : undefined;
      written.push(number === undefined ? '/Artifact BMC' : opening.replace(/\/MCID \d+/, `/MCID ${number}`));
      for (from++; from <= n; from++) written.push(lines[from] ?? '');
      at = newSequence();
    } else if (painting.has(operator)) {
      if (operator === 'Do' && rules.marksItself(/\/(\S+) Do$/.exec(line)?.[1] ?? '')) {
        at.holdsMarks = true;
        if (depth > 0) continue;
        artefact(n);
        written.push(line);
        from = n + 1;
        at = newSequence();
      } else {
        at.paints = true;
        if (operator.startsWith('T')) at.text += line.slice(line.indexOf('<') + 1, line.lastIndexOf('>'));
      }
    }
  }
  if (depth !== 0) throw new Error('a marked sequence of the PDF does not end');
  artefact(lines.length);
  return written.join('\n');
}

type Sequence = { -readonly [key in keyof Painted]: Painted[key] };

function newSequence(): Sequence {
  return { text: '', holdsMarks: false, paints: false };
}
