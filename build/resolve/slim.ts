/** The role by which the SVG's maker knows the labels that hold values. */
export const valuesRole = 'values';

/** Leaves out what a still drawing does not need: the scene's roles, empty paths, digits below a hundredth of a pixel. */
export function slim(svg: string): string {
  const labels = new RegExp(` aria-label="([^"]*)" role="${valuesRole}"`, 'g');
  const marked = svg
    .replace(/<path class="(?:background|foreground)"[^>]*? d="(?:M0,0h0v0h0Z)?"[^>]*\/>/g, '')
    .replace(labels, ' data-values="$1"');
  return eachTag(marked, (tag) =>
    tag
      .replace(/ (?:class|role|aria-[a-z]+|pointer-events)="[^"]*"/g, '')
      .replace(/ opacity="1"/g, '')
      .replace(/(<line[^>]*?)((?: [xy]2="0")+)/, '$1')
      .replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100)),
  );
}

/** Changes the tags of a drawing, and not the marks' values in them. */
export function eachTag(svg: string, change: (tag: string) => string): string {
  const changeAround = (tag: string): string => {
    const [before = '', values = '', after = ''] = tag.split(/( data-values="[^"]*")/);
    return values === '' ? change(tag) : `${change(before)}${values}${change(after)}`;
  };
  return svg.replace(/<[^>]+>/g, changeAround);
}
