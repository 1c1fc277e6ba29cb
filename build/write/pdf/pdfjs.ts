// pdf.js asks for these when it is loaded, and needs them only to draw
for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) {
  if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: class {}, configurable: true });
}
const [{ getDocument, OPS }, pdfjsWorker] = await Promise.all([
  import('pdfjs-dist/legacy/build/pdf.mjs'),
  import('pdfjs-dist/legacy/build/pdf.worker.mjs'),
]);
// else it would look for its other half as a file
Object.assign(globalThis, { pdfjsWorker });

export { getDocument, OPS };
