/** What a status line is written to. */
export interface StatusStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly write: (text: string) => unknown;
}

/** A line that tells of work going on, each text in place of the last; nothing where nobody looks on. */
export interface StatusLine {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

/** Back to the start of the line, and all that stands on it gone. */
const erase = '\r\u001b[K';

export function openStatus(stream: StatusStream): StatusLine {
  let shown = '';
  return {
    show(text) {
      if (!stream.isTTY) return;
      // a line that wraps could not be taken back, nor could one that fills the last column
      const line = [...text].slice(0, Math.max(0, (stream.columns || 80) - 1)).join('');
      if (line === shown) return;
      shown = line;
      stream.write(`${erase}${line}`);
    },
    clear() {
      if (shown === '') return;
      shown = '';
      stream.write(erase);
    },
  };
}
