/** What sticks out of its slide or its box, as readable lines; runs inside the page. */
export function misfits(): string[] {
  const found: string[] = [];
  const name = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
  for (const slide of document.querySelectorAll('section.slide')) {
    if (getComputedStyle(slide).display === 'none') continue;
    const box = slide.getBoundingClientRect();
    const scale = box.width / 1280;
    const outside = (inner: DOMRect, outer: DOMRect): boolean =>
      inner.left < outer.left - scale * 1.5 ||
      inner.top < outer.top - scale * 1.5 ||
      inner.right > outer.right + scale * 1.5 ||
      inner.bottom > outer.bottom + scale * 1.5;
    for (const element of slide.querySelectorAll('*')) {
      // the tables behind the charts are for screen readers until someone asks for them
      if (element.closest('.notes, defs, .data .tables')) continue;
      const rect = element.getBoundingClientRect();
      if (rect.width === 0 || rect.height === 0 || element.closest('title, desc')) continue;
      if (outside(rect, box)) found.push(`#${slide.id}: outside the slide: ${name(element)}`);
      const svg = element.tagName === 'text' ? element.closest('svg') : null;
      if (svg && outside(rect, svg.getBoundingClientRect()))
        found.push(`#${slide.id}: outside its chart: ${name(element)}`);
    }
    for (const main of slide.querySelectorAll('.main')) {
      const room = main.getBoundingClientRect();
      for (const child of main.querySelectorAll('.slot, .slot > *')) {
        if (outside(child.getBoundingClientRect(), room))
          found.push(`#${slide.id}: outside the body: ${name(child)}`);
      }
    }
  }
  return [...new Set(found)];
}
