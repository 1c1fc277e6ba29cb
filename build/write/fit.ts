/** What runs out of a slide, or out of the room that the slide has for its content. */
export interface Overflow {
  /** The page's id. */
  readonly id: string;
  /** The first words of the element that runs out furthest. */
  readonly text: string;
  /** In CSS pixels of a slide of 1280 × 720. */
  readonly pixels: number;
}

/** Finds the slides that are too full, each with what runs out furthest; runs inside the print view. */
export function findOverflows(): Overflow[] {
  const excess = (inner: DOMRect, outer: DOMRect): number =>
    Math.max(
      outer.left - inner.left,
      outer.top - inner.top,
      inner.right - outer.right,
      inner.bottom - outer.bottom,
    );
  return [...document.querySelectorAll('section.slide')].flatMap((slide) => {
    let worst: Overflow | undefined;
    const box = slide.getBoundingClientRect();
    const room = slide.querySelector('.main')?.getBoundingClientRect();
    for (const element of slide.querySelectorAll('*')) {
      const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
      if (!words || element.closest('title, desc, defs')) continue;
      const rect = element.getBoundingClientRect();
      if (rect.width === 0 || rect.height === 0) continue;
      const isContent = room !== undefined && element.closest('.main .slot') !== null;
      const pixels = Math.round(Math.max(excess(rect, box), isContent ? excess(rect, room) : 0));
      if (pixels > Math.max(2, worst?.pixels ?? 0))
        worst = { id: slide.id, text: (element.textContent ?? '').trim().replace(/\s+/g, ' '), pixels };
    }
    return worst ?? [];
  });
}
