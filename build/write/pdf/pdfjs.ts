// pdf.js asks for these when it is loaded, and needs them only to draw
for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) {
  if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: class {}, configurable: true });
}
// of a package that it draws with it warns when it is loaded, before it can be told not to
const { warn } = console;
console.warn = () => undefined;
const [{ getDocument, OPS }, pdfjsWorker] = await Promise.all([
  import('pdfjs-dist/legacy/build/pdf.mjs'),
  import('pdfjs-dist/legacy/build/pdf.worker.mjs'),
]).finally(() => {
  console.warn = warn;
});
// else it would look for its other half as a file
Object.assign(globalThis, { pdfjsWorker });

export { getDocument, OPS };
