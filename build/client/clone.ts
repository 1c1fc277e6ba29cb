let clones = 0;

/**
 * A copy of a slide to look at: inert, without notes and data, without Reveal's traces, its steps as they stand. Its ids
 * are its own, so that its drawings do not lean on an original that may not be laid out.
 */
export function cloneSlide(slide: HTMLElement): HTMLElement {
  const clone = slide.cloneNode(true) as HTMLElement;
  for (const aside of clone.querySelectorAll('.notes, .data')) aside.remove();
  clone.classList.remove('past', 'present', 'future');
  for (const name of ['style', 'hidden', 'aria-hidden']) clone.removeAttribute(name);
  clone.inert = true;
  renameIds(clone, `clone-${++clones}-`);
  return clone;
}

/** Puts the prefix before every id and before what refers to one of them: `#id`, `url(#id)`, lists of ids. */
function renameIds(root: HTMLElement, prefix: string): void {
  const named = [root, ...root.querySelectorAll('[id]')].filter(({ id }) => id !== '');
  const ids = new Set(named.map(({ id }) => id));
  const renamed = (id: string): string => (ids.has(id) ? prefix + id : id);
  const references = (text: string): string =>
    text.replace(/url\((["']?)#([^"')]+)\1\)/g, (_, quote: string, id: string) => {
      return `url(${quote}#${renamed(id)}${quote})`;
    });
  for (const element of [root, ...root.querySelectorAll('*')]) {
    for (const { name, value } of [...element.attributes]) {
      if (name === 'id') element.id = prefix + value;
      else if (/^(?:xlink:)?href$/.test(name) && value.startsWith('#'))
        element.setAttribute(name, `#${renamed(value.slice(1))}`);
      else if (/^(?:aria-(?:labelledby|describedby|controls|owns)|headers|for)$/.test(name))
        element.setAttribute(name, value.split(/\s+/).map(renamed).join(' '));
      else if (value.includes('url(')) element.setAttribute(name, references(value));
    }
    if (element.localName === 'style') element.textContent = references(element.textContent);
  }
}
