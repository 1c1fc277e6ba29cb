/** What a deck was built from, as its index.html carries it: the talk's files by path, in order of path. */
export interface SourceArchive {
  /** Version of the Lectern that built the deck. */
  readonly version: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Where a slide comes from: a stretch of its file as the deck shows it, and what else it uses. */
export interface SlideSource {
  readonly id: string;
  readonly file: string;
  /** Offsets in UTF-16 code units of the file's text, without byte order mark and with `\n` as line ends. */
  readonly start: number;
  readonly end: number;
  /** Its charts, their data and sidecars, its images. */
  readonly files: readonly string[];
  /** Keys of the works that it cites. */
  readonly references: readonly string[];
}

/** Where the entries of the bibliography stand in it, as offsets by key; those that slides cite. */
export interface BibliographySource {
  readonly file: string;
  readonly entries: Readonly<Record<string, readonly [start: number, end: number]>>;
}

/** A file in the archive: text as it is, anything else in Base64. */
export type CarriedFile = { readonly path: string } & (
  | { readonly text: string }
  | { readonly base64: string }
);

/** The archive as JSON, in which form index.html carries it, deflated. */
export interface CarriedSource {
  readonly lectern: string;
  /** Title, authors, date and licence of the deck, in a line. */
  readonly about: string;
  readonly files: readonly CarriedFile[];
  readonly slides: readonly SlideSource[];
  readonly bibliography?: BibliographySource | undefined;
}

/** The element of index.html that holds it, inert to browsers: a digest of the JSON, a blank, the JSON deflated, in Base64. */
export const sourceElement = { id: 'source', type: 'application/x-lectern-source' } as const;

/** The most that an archive may hold, so that a hostile one fills neither memory nor disk. */
export const limits = { html: 400_000_000, json: 200_000_000, files: 5000, parts: 1_000_000 } as const;

const image = 'png|jpe?g|gif|webp|avif|svg';
const data = 'csv|tsv|json';
const sidecar = `(?:${data})\\.ya?ml`;

/** What the folders of a talk may hold; images and data may lie elsewhere too. */
const kinds: Readonly<Record<string, RegExp>> = {
  slides: new RegExp(`\\.(?:md|ya?ml|bib|${data}|${image})$`, 'i'),
  charts: new RegExp(`\\.(?:${data}|${sidecar}|${image})$`, 'i'),
  templates: new RegExp(`\\.(?:html|css|json|${image})$`, 'i'),
};
const elsewhere = new RegExp(`\\.(?:csv|tsv|vl\\.json|${sidecar}|bib|${image})$`, 'i');
const inFolders = new RegExp(`${elsewhere.source}|\\.json$`, 'i');

/**
 * What keeps a path from being that of a talk's file on every system, in words; undefined when nothing does. Paths
 * that come out of somebody's deck are written only when this finds nothing.
 */
export function pathProblem(path: string): string | undefined {
  const parts = path.split('/');
  const [top = ''] = parts;
  if (/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(path))
    return 'it has characters that no name should have';
  if (/[\\:*?"<>|]/.test(path)) return 'it has one of \\ : * ? " < > |, which some systems do not allow';
  for (const part of parts) {
    if (part === '' || part === '.' || part === '..') return 'it does not stay in the talk’s folder';
    if (part.startsWith('.')) return 'a name in it begins with a dot';
    if (/[. ]$/.test(part)) return 'a name in it ends with a dot or a blank';
    if (/^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?: *\.|$)/i.test(part))
      return 'Windows keeps a name in it for itself';
    if (part.toLowerCase() === 'node_modules') return 'it lies where programs do';
    if (Buffer.byteLength(part) > 200) return 'a name in it is too long';
  }
  if (parts.length > 12) return 'it has too many folders';
  const allowed = kinds[top] ?? (parts.length === 1 ? elsewhere : inFolders);
  return (parts.length > 1 ? allowed : elsewhere).test(path) ? undefined : 'a talk holds no such file there';
}

/** Paths that are one on some system have the same of these. */
export function pathIdentity(path: string): string {
  return path
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toUpperCase()
    .toLowerCase();
}
