declare module '*.css';
declare module 'subset-font' {
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: { targetFormat: 'sfnt' | 'woff2' },
  ): Promise<Uint8Array>;
}
declare module '@citation-js/core' {
  import type { CslItem } from './model/reference.ts';
  export const plugins: {
    input: {
      chain(data: string, options: { forceType: string; generateGraph: boolean }): CslItem[];
    };
    output: { format(name: string, items: readonly CslItem[]): unknown };
  };
}
declare module '@citation-js/plugin-bibtex';
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
declare module 'citeproc' {
  import type { CslItem } from './model/reference.ts';

  interface CitationItem {
    readonly id: string;
    readonly 'author-only'?: 1;
    readonly 'suppress-author'?: 1;
  }
  class Engine {
    constructor(
      system: {
        retrieveLocale: (lang: string) => string | undefined;
        retrieveItem: (id: string) => CslItem | undefined;
      },
      style: string,
      lang: string,
      forceLang: boolean,
    );
    readonly opt: { readonly development_extensions: { wrap_url_and_doi: boolean } };
    readonly bibliography: { readonly opt: Record<string, unknown> };
    getTerm(name: string): string;
    updateItems(ids: readonly string[]): void;
    setOutputFormat(format: 'html' | 'text'): void;
    makeBibliography(): [{ readonly entry_ids: readonly (readonly string[])[] }, readonly string[]];
    makeCitationCluster(items: readonly CitationItem[]): string;
  }
  const CSL: { readonly Engine: typeof Engine };
  export default CSL;
}
/** Whose work a deck may hold, in words for people; set by the bundler. */
declare const CREDITS: {
  readonly deck: string;
  readonly vega: string;
  readonly math: string;
  readonly fonts: Readonly<Record<string, string>>;
};
