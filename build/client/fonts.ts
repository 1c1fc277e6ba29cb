/**
 * Loads every face when there is time: one is otherwise loaded with the first slide that needs it, which on paper is too
 * late.
 */
export function loadFonts(): void {
  const load = (): void => {
    for (const face of document.fonts) void face.load();
  };
  addEventListener('beforeprint', load);
  // Safari has no idle callbacks
  if ('requestIdleCallback' in window) requestIdleCallback(load, { timeout: 2000 });
  else setTimeout(load, 500);
}
