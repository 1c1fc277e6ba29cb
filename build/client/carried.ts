import type { CarriedFile, CarriedSource } from '../model/source-archive.ts';

/** A piece of a deck's source, as it can be shown and handed out. */
export interface Part {
  /** Where it comes from: a path, with lines. */
  readonly place: string;
  /** What it is called when it is downloaded. */
  readonly name: string;
  /** Undefined for what is no text. */
  readonly text: string | undefined;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Unpacks what an element of the deck carries; an older browser cannot. */
export async function unpack(element: Element | null): Promise<CarriedSource> {
  const packed = element?.textContent.split(' ')[1] ?? '';
  const deflated = new Blob([bytesOf(packed)]).stream();
  const inflated = deflated.pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(await new Response(inflated).text()) as CarriedSource;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** The file as a part: text as it was written, only that in what is shown line ends are `\n`. */
export function wholeFile(file: CarriedFile): Part {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  return 'text' in file
    ? { place: file.path, name, text: plain(file.text), bytes: new TextEncoder().encode(file.text) }
    : { place: file.path, name, text: undefined, bytes: bytesOf(file.base64) };
}

/** What a slide is made of: its Markdown, charts, data and images, the works it cites. */
export function partsOf(source: CarriedSource, id: string): Part[] {
  const slide = source.slides.find((candidate) => candidate.id === id);
  if (!slide) return [];
  const file = (path: string): CarriedFile | undefined => source.files.find((one) => one.path === path);
  const textIn = (path: string): string => {
    const found = file(path);
    return found && 'text' in found ? plain(found.text) : '';
  };
  const whole = textIn(slide.file);
  const line = (offset: number): number => whole.slice(0, offset).split('\n').length;
  const markdown = piece(
    `${slide.file}, lines ${line(slide.start)} to ${line(slide.end)}`,
    `${id}.md`,
    whole.slice(slide.start, slide.end),
  );
  const files = slide.files.flatMap((path) => file(path) ?? []);
  return [markdown, ...files.map(wholeFile), ...works(source, slide.references, textIn)];
}

function works(
  { bibliography }: CarriedSource,
  keys: readonly string[],
  textIn: (path: string) => string,
): Part[] {
  if (!bibliography || keys.length === 0) return [];
  const text = textIn(bibliography.file);
  const entries = keys.flatMap((key) => {
    const [start, end] = bibliography.entries[key] ?? [];
    return start === undefined ? [] : text.slice(start, end);
  });
  const extension = bibliography.file.slice(bibliography.file.lastIndexOf('.') + 1).toLowerCase();
  const list =
    extension === 'bib'
      ? entries.join('\n\n')
      : extension === 'json'
        ? `[\n${entries.join(',\n')}\n]`
        : entries.map((entry) => `- ${entry}`).join('\n');
  const count = entries.length === 1 ? '1 entry' : `${entries.length} entries`;
  return [piece(`${bibliography.file}, ${count}`, `references.${extension}`, list)];
}

function piece(place: string, name: string, text: string): Part {
  return { place, name, text, bytes: new TextEncoder().encode(`${text}\n`) };
}

/** Text as its offsets count it. */
function plain(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}
