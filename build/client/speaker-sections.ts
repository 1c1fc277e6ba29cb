import { sectionOf } from './announce.ts';
import { minutesText } from './timer.ts';

/** Lists the sections of the talk, a cell for each slide; what is given back shows where the talk is. */
export function showSections(
  list: HTMLElement,
  slides: readonly HTMLElement[],
): (current: HTMLElement) => void {
  const sections = sectionsOf(slides).map(({ name, members }) => {
    const minutes = members.reduce((sum, { dataset }) => sum + Number(dataset.minutes), 0);
    const item = document.createElement('li');
    const cells = document.createElement('div');
    cells.className = 'cells';
    cells.role = 'img';
    cells.append(...members.map(() => document.createElement('span')));
    const count = span('count', '');
    item.append(cells, span('name', name), count);
    // a short section's name is to be read, too
    item.style.flexGrow = String(members.length + 4);
    return { item, cells, count, members, minutes: minutesText(minutes * 60_000) };
  });
  list.replaceChildren(...sections.map(({ item }) => item));
  return (current) => {
    const at = slides.indexOf(current);
    for (const { item, cells, count, members, minutes } of sections) {
      const [first] = members;
      const before = first ? slides.indexOf(first) : 0;
      const done = Math.min(members.length, Math.max(0, at - before));
      for (const [n, cell] of [...cells.children].entries())
        cell.className = before + n < at ? 'done' : before + n === at ? 'current' : '';
      const isHere = members.includes(current);
      if (isHere) item.setAttribute('aria-current', 'step');
      else item.removeAttribute('aria-current');
      cells.ariaLabel = `${done} of ${members.length} done`;
      count.textContent = isHere ? `${done + 1} of ${members.length} · ${minutes}` : minutes;
    }
  };
}

interface Section {
  readonly name: string;
  readonly members: HTMLElement[];
}

/** The slides cut where another section begins, or what is in none. */
function sectionsOf(slides: readonly HTMLElement[]): Section[] {
  const sections: Section[] = [];
  let last: Element | undefined;
  for (const slide of slides) {
    const own = sectionOf(slide);
    if (own !== last || sections.length === 0) {
      const title = own?.querySelector('.title')?.textContent;
      sections.push({ name: title ?? (sections.length === 0 ? 'Opening' : 'More'), members: [] });
    }
    last = own;
    sections.at(-1)?.members.push(slide);
  }
  return sections;
}

function span(name: string, text: string): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = name;
  element.textContent = text;
  return element;
}
