declare module 'fontkit' {
  export interface Font {
    readonly numGlyphs: number;
    readonly directory: { readonly tables: object };
    hasGlyphForCodePoint(code: number): boolean;
  }
  export function create(bytes: Buffer): Font;
}
declare module 'fontverter' {
  export function convert(font: Buffer, format: 'sfnt'): Promise<Buffer>;
}
