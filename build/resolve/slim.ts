/** Leaves out what a still drawing does not need: the scene's roles, empty paths, digits below a hundredth of a pixel. */
export function slim(svg: string): string {
  return svg
    .replace(/<path class="(?:background|foreground)"[^>]*? d="(?:M0,0h0v0h0Z)?"[^>]*\/>/g, '')
    .replace(/<[^>]+>/g, (tag) =>
      tag
        .replace(/ (?:class|role|aria-[a-z]+|pointer-events)="[^"]*"/g, '')
        .replace(/ opacity="1"/g, '')
        .replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100)),
    );
}
