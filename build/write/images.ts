import type { Page as Tab } from 'puppeteer';
import type { Size } from '../model/chart.ts';
import { type Diagnostic, diagnose, nearest } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import type { Page } from '../model/talk.ts';
import type { Picture } from '../render/images.ts';
import type { Documents } from './documents.ts';
import { BrowserFailure } from './failure.ts';
import type { Printer } from './printer.ts';
import { layOut } from './sheet.ts';

export interface ImageOptions {
  /** The ids of the pages wanted, in their order. */
  readonly ids: readonly string[];
  /** Told of work that takes long. */
  readonly progress: (text: string) => void;
}

/** Tells of names of slides that no page has. */
export function unknownIds(names: readonly string[], pages: readonly Page[]): Diagnostic[] {
  const slides = pages.map(({ slide }) => slide.id);
  return names
    .filter((name) => !slides.includes(name) && !pages.some(({ id }) => id === name))
    .map((name) => diagnose('slides', messages.slideUnknown(name, nearest(name, slides))));
}

/** The ids of pages by those of their slides, in the order of the talk. */
export function idsOf(names: 'all' | readonly string[], pages: readonly Page[]): string[] {
  const named = pages.filter(({ id, slide }) => names.includes(id) || names.includes(slide.id));
  return (names === 'all' ? pages : named).map(({ id }) => id);
}

/** Slides are shown in 1280 × 720 pixels, their pictures have 1920 × 1080. */
const slideScale = 1.5;

/**
 * Takes pictures of slides as they are printed, by name: each alone (`png/01-cover.png`), all on one sheet
 * (`png/contact-sheet.png`), and the talk's card (`png/card.png`).
 */
export async function takeImages(
  documents: Documents,
  printer: Printer,
  { ids, progress }: ImageOptions,
): Promise<ReadonlyMap<string, Uint8Array> | BrowserFailure> {
  const files = new Map<string, Uint8Array>();
  const pictures: [string, () => Picture][] = [
    ['png/contact-sheet.png', () => documents.contactSheet(ids)],
    ['png/card.png', () => documents.card],
  ];
  progress(`Taking pictures of ${ids.length} slides`);
  const slides = await twice(() => takeSlides(documents, printer, ids));
  if (slides instanceof BrowserFailure) return slides;
  for (const [name, bytes] of slides) files.set(name, bytes);
  for (const [name, picture] of pictures) {
    const taken = await takePicture(picture(), printer, 1);
    if (taken instanceof BrowserFailure) return taken;
    files.set(name, taken);
  }
  return files;
}

/** A document as PNG; `scale` is how many pixels of the picture one of CSS becomes. */
export function takePicture(
  { document, size }: Picture,
  printer: Printer,
  scale: number,
): Promise<Uint8Array | BrowserFailure> {
  return twice(() =>
    printer.use(1, async (page, sign) => {
      await show(page, document, size, scale, sign);
      await page.evaluate(fitTitle);
      return take(page);
    }),
  );
}

/** A browser that broke down is a fresh one the next time. */
async function twice<T>(work: () => Promise<T | BrowserFailure>): Promise<T | BrowserFailure> {
  const first = await work();
  return first instanceof BrowserFailure && first.kind !== 'other' ? work() : first;
}

/** Every second slide on a page of its own, the others on another one beside it. */
async function takeSlides(
  { print, ids: all }: Documents,
  printer: Printer,
  ids: readonly string[],
): Promise<Map<string, Uint8Array> | BrowserFailure> {
  const digits = Math.max(2, String(all.length).length);
  const files = new Map<string, Uint8Array>();
  const takeSome = (some: readonly string[]): Promise<undefined | BrowserFailure> =>
    printer.use(some.length, async (page, sign) => {
      await show(page, print, { width: 1280, height: 720 }, slideScale, sign);
      for (const id of some) {
        await page.evaluate((shown) => {
          for (const slide of document.querySelectorAll<HTMLElement>('section.slide'))
            slide.style.display = slide.id === shown ? '' : 'none';
        }, id);
        const number = String(all.indexOf(id) + 1).padStart(digits, '0');
        files.set(`png/${number}-${fileName(id)}.png`, await take(page));
        sign();
      }
      return undefined;
    });
  const halves = [0, 1].map((half) => ids.filter((_, n) => n % 2 === half));
  const failures = await Promise.all(halves.filter((half) => half.length > 0).map(takeSome));
  return failures.find((failure) => failure !== undefined) ?? new Map([...files].sort());
}

async function show(
  page: Tab,
  document: string,
  size: Size,
  deviceScaleFactor: number,
  sign: () => void,
): Promise<void> {
  await page.emulateMediaType('print');
  await page.setViewport({ ...size, deviceScaleFactor });
  await layOut(page, document, sign);
}

/** What is in the page's viewport, as PNG. */
async function take(page: Tab): Promise<Uint8Array> {
  const session = await page.createCDPSession();
  // puppeteer's own way takes one picture at a time, whatever the page
  const { width = 0, height = 0, deviceScaleFactor: scale = 1 } = page.viewport() ?? {};
  // this session does not know the page's own scale
  const clip = { x: 0, y: 0, width, height, scale };
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', clip });
  await session.detach();
  return Buffer.from(data, 'base64');
}

/** An id without what some system does not allow in names of files. */
function fileName(id: string): string {
  return id.replace(/[\\/:*?"<>|]/g, '-');
}

/** Sets the title of a card as large as its place allows; runs inside the page. */
function fitTitle(): void {
  const place = document.querySelector<HTMLElement>('.card .title');
  for (let size = 92; place && size >= 24; size -= 2) {
    place.style.fontSize = `${size}px`;
    if (place.scrollHeight <= place.clientHeight && place.scrollWidth <= place.clientWidth) break;
  }
}
