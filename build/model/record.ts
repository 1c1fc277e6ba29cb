/** What a build was made from: what its PDFs say of that in a line. */
export interface BuildRecord {
  /** Digest of all files that were read from the talk: 12 hexadecimal digits. */
  readonly deck: string;
  /** The data files that the slides rest on, each with its digest, in order of path. */
  readonly data: readonly { readonly path: string; readonly digest: string }[];
  /** Digest of those together; undefined where there are none. */
  readonly allData: string | undefined;
  /** Lectern's own version. */
  readonly version: string;
}
