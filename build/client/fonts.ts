/**
 * Loads every face, as soon as the first slide is painted: one is otherwise loaded with the first slide that needs it, which
 * on paper is too late.
 */
export function loadFonts(): void {
  const load = (): void => {
    for (const face of document.fonts) void face.load();
  };
  requestAnimationFrame(() => setTimeout(load));
  // no frame comes to a window that is not seen
  addEventListener('beforeprint', load);
}
