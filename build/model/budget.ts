/** A part of a file, and how much of it that is. */
export interface Part {
  readonly name: string;
  /** In bytes. */
  readonly bytes: number;
}

/** A file of a build, with what it consists of. */
export interface WeighedFile {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly parts: () => readonly Part[];
}

/** Parts of the same name together, the largest first. */
export function byWeight(parts: readonly Part[]): Part[] {
  const sums = new Map<string, number>();
  for (const { name, bytes } of parts) sums.set(name, (sums.get(name) ?? 0) + bytes);
  return [...sums].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes);
}
