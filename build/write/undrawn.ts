/** What a page that is to be printed lacks. */
export interface Undrawn {
  /** The id of the slide, or of what else it stands in; empty for none. */
  readonly id: string;
  readonly kind: 'image' | 'chart' | 'request' | 'notes' | 'font';
  /** What it is: its alternative text, its address, its first words or its family. */
  readonly words: string;
}

/**
 * Finds images and charts without size or picture, what asked for addresses that could not be had, notes wider than
 * their place, and fonts that could not be read; runs inside the page, once it is laid out.
 */
export function findUndrawn(failed: readonly string[]): Undrawn[] {
  const home = (element: Element): string => {
    // beside its notes in a handout
    const slide =
      element.closest('section.slide') ?? element.closest('article')?.querySelector('section.slide');
    return (slide ?? element.closest('[id]'))?.id ?? '';
  };
  const found: Undrawn[] = [];
  const add = (kind: Undrawn['kind'], element: Element, words: string): void =>
    void found.push({ id: home(element), kind, words: words.trim().replace(/\s+/g, ' ').slice(0, 60) });
  for (const image of document.querySelectorAll('img')) {
    const { width, height } = image.getBoundingClientRect();
    if (image.naturalWidth === 0 || width * height === 0) add('image', image, image.alt || 'without words');
  }
  for (const chart of document.querySelectorAll('svg.chart')) {
    const { width, height } = chart.getBoundingClientRect();
    if (width * height === 0) add('chart', chart, chart.getAttribute('aria-label') ?? '');
  }
  for (const address of failed) {
    const asking = [...document.querySelectorAll<HTMLImageElement>('[src], [data], [poster]')].find(
      ({ src }) => src === address,
    );
    add('request', asking ?? document.body, address);
  }
  for (const notes of document.querySelectorAll<HTMLElement>('.notes')) {
    const wide = [notes, ...notes.querySelectorAll<HTMLElement>('pre, table, p, li')].find(
      ({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 2,
    );
    if (wide) add('notes', notes, wide.textContent);
  }
  for (const { status, family } of document.fonts) {
    if (status === 'error') found.push({ id: '', kind: 'font', words: family.replace(/"/g, '') });
  }
  return found;
}
