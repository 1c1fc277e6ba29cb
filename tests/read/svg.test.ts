import { describe, expect, it } from 'vitest';
import { cleanSvg } from '../../build/read/svg.ts';
import { payloads } from '../support/payloads.ts';

const png = 'data:image/png;base64,iVBORw0KGgo=';
const namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

function clean(text: string): { svg: string | undefined; removed: readonly string[] } {
  const { bytes, removed } = cleanSvg(new TextEncoder().encode(text));
  return { svg: bytes && new TextDecoder().decode(bytes), removed };
}

/** What is left of this inside of a drawing, and what was taken out. */
function inside(text: string): { left: string | undefined; removed: readonly string[] } {
  const { svg, removed } = clean(`<svg ${namespaces}>${text}</svg>`);
  return { left: svg?.replace(/^<svg[^>]*>|<\/svg>$/g, ''), removed };
}

/** Drawings as programs write them. */
const drawings: Readonly<Record<string, string>> = {
  inkscape: `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape -->
<svg width="210mm" height="297mm" viewBox="0 0 210 297" version="1.1" id="svg5"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" ${namespaces} xmlns:svg="http://www.w3.org/2000/svg">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff"/>
  <defs id="defs2"><linearGradient id="g"><stop style="stop-color:#000;stop-opacity:1" offset="0"/></linearGradient>
    <linearGradient xlink:href="#g" id="h" x1="1"/><clipPath id="c"><path d="M0 0h9v9z"/></clipPath></defs>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1" clip-path="url(#c)">
    <rect style="fill:url(#h);stroke:none" width="9" height="9"/><use xlink:href="#layer1" x="3"/>
    <image xlink:href="${png}" width="3" height="3"/>
    <text xml:space="preserve" style="-inkscape-font-specification:'Noto Sans'"><tspan sodipodi:role="line">A &amp; B</tspan></text>
  </g>
</svg>
`,
  svglite: `<?xml version='1.0' encoding='UTF-8' ?>
<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' class='svglite' width='720.00pt' height='576.00pt' viewBox='0 0 720.00 576.00'>
<defs><style type='text/css'><![CDATA[
    .svglite line, .svglite polyline { fill: none; stroke: #000000; stroke-linecap: round; }
    .svglite text { white-space: pre; }
    @font-face { font-family: "A"; src: url("data:font/woff2;base64,d09GMg==") format("woff2"); }
  ]]></style></defs>
<rect width='100%' height='100%' style='stroke: none; fill: #FFFFFF;'/>
<g clip-path='url(#cpMC4w)'><text x='9' y='9' style='font-size: 11.00px; font-family: "Arial";' textLength='9px' lengthAdjust='spacingAndGlyphs'>a &lt; b</text></g>
</svg>
`,
};

/** Such as have a document type, which goes. */
const typed: Readonly<Record<string, string>> = {
  matplotlib: `<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg ${namespaces} width="460.8pt" height="345.6pt" viewBox="0 0 460.8 345.6" version="1.1">
<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
<defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>
<g id="figure_1"><defs><path id="m1" d="M 0 0 L 0 3.5" style="stroke: #000000"/></defs>
<use xlink:href="#m1" x="100" y="307" style="stroke: #000000; stroke-width: 0.8"/></g></svg>`,
  illustrator: `<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
	<!ENTITY ns_svg "http://www.w3.org/2000/svg">
	<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
]>
<svg version="1.1" xmlns:i="&ns_ai;" xmlns="&ns_svg;" viewBox="0 0 9 9"><switch><g i:extraneous="self">
<style type="text/css">.st0{fill:url(#SVGID_1_);}</style>
<path class="st0" d="M0,0h9"/></g></switch></svg>`,
};

describe('cleanSvg', () => {
  it.each(Object.entries(drawings))('leaves a drawing of %s as it is', (_, text) => {
    expect(clean(text)).toEqual({ svg: text, removed: [] });
  });

  it.each(Object.entries(typed))('takes nothing but its document type from one of %s', (_, text) => {
    const { svg = '', removed } = clean(text);
    expect(removed).toEqual([]);
    expect(svg).not.toMatch(/DOCTYPE|&ns/);
    for (const tag of text.match(/<(?:path|use|style|g|stop)\b[^>]*>/g) ?? [])
      expect(svg).toContain(tag.replace('/>', '>').replace(' i:extraneous="self"', ''));
    expect(clean(svg)).toEqual({ svg, removed: [] });
  });

  it('reads an older encoding, and writes UTF-8', () => {
    const text =
      '<?xml version="1.0" encoding="ISO-8859-1"?><svg xmlns="http://www.w3.org/2000/svg"><text>é</text></svg>';
    const { bytes } = cleanSvg(Buffer.from(text, 'latin1'));
    expect(new TextDecoder().decode(bytes)).toContain('<text>é</text>');
  });

  it('leaves the words of draw.io in place of its HTML, and tells', () => {
    expect(
      inside(
        '<style>@import url(https://fonts.example.invalid/css?family=A;B);.a{fill:red}</style><switch><foreignObject><div xmlns="http://www.w3.org/1999/xhtml">A</div></foreignObject><text>A</text></switch><a xlink:href="https://example.invalid/faq"><text>B</text></a>',
      ),
    ).toEqual({
      left: '<style>.a{fill:red}</style><switch><text>A</text></switch><a><text>B</text></a>',
      removed: [
        'url(…) in <style>',
        '@import in <style>',
        '<foreignObject>',
        '<div>',
        'xlink:href="…" on <a>',
      ],
    });
  });

  it.each([
    '<script>alert(1)</script>',
    '<script xlink:href="https://example.invalid/x.js"/>',
    '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    '<metadata><x:y xmlns:x="urn:x"><script>alert(1)</script></x:y></metadata>',
    '<iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:alert(1)"/>',
    '<handler type="text/ecmascript">alert(1)</handler>',
    '<math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:alert(1)"/>',
    '<style>@imp<g/>ort "x.css";</style>',
  ])('takes out %s', (text) => {
    const { left, removed } = inside(text);
    expect(left).not.toMatch(/alert|script|x\.css|iframe|math/i);
    expect(removed).not.toEqual([]);
  });

  it.each([
    ['g', 'onload="alert(1)"'],
    ['g', 'ONCLICK="alert(1)"'],
    ['a', 'href="javascript:alert(1)"'],
    ['a', 'xlink:href="&#106;avascript:alert(1)"'],
    ['a', 'xmlns:y="http://www.w3.org/1999/xlink" y:href="https://example.invalid"'],
    ['use', 'href="other.svg#a"'],
    ['use', 'href="data:image/svg+xml;base64,AAAA#x"'],
    ['image', 'href="https://example.invalid/a.png"'],
    ['image', 'href="data:image/svg+xml;base64,AAAA"'],
    ['feImage', 'href="a.svg"'],
    ['rect', 'fill="url(https://example.invalid/a#b)"'],
    ['rect', 'style="fill:url( \'//example.invalid/a#b\')"'],
    ['rect', 'style="fill:u\\72l(https://example.invalid/a#b)"'],
    ['rect', 'style="fill:image-set(\'https://example.invalid/a\' 1x)"'],
    ['rect', 'style="fill:url(https://example.invalid/a"'],
    ['animate', 'attributeName="href" to="javascript:alert(1)"'],
    ['set', 'attributeName="xlink:href" to="javascript:alert(1)"'],
    ['set', 'attributeName="fill" to="url(https://example.invalid/a)"'],
    ['g', 'xml:base="https://example.invalid/"'],
  ])('takes from a %s %s', (name, attribute) => {
    const { left = '', removed } = inside(`<${name} ${attribute} id="b"/>`);
    expect(left).not.toMatch(/alert\(1\)"(?! id)|example\.invalid|\bhref=|svg\+xml|\.svg/i);
    expect(left).not.toMatch(/on\w+=|attributeName="(?:xlink:)?href/i);
    expect(left).toContain('id="b"');
    expect(removed).not.toEqual([]);
  });

  it.each([
    '@import "https://example.invalid/a.css";',
    "@IMPORT 'https://example.invalid/a;b.css';",
    '@\\69mport "https://example.invalid/a.css";',
    '.a{fill:url("https://example.invalid/a")}',
    '.a{fill:u\\72 l(https://example.invalid/a)}',
    '.a{fill:u/**/rl(https://example.invalid/a)}',
    '@font-face{src:url(https://example.invalid/a.woff)}',
    '@font-face{src:url(data:text/html,<script>https://example.invalid</script>)}',
  ])('takes out of styles %s', (css) => {
    const { left = '', removed } = inside(`<style><![CDATA[${css} .b{fill:red}]]></style>`);
    expect(left).not.toMatch(/@import|url\((?!#)/i);
    expect(left).not.toContain('example.invalid');
    expect(removed).not.toEqual([]);
  });

  it('drops instructions such as style sheets', () => {
    const { svg, removed } = clean(
      `<?xml-stylesheet type="text/xsl" href="x.xsl"?><svg ${namespaces}><g/></svg>`,
    );
    expect(svg).not.toContain('xsl');
    expect(removed).toEqual(['<?xml-stylesheet?>']);
  });

  it.each([
    ['what is not well-formed', `<svg ${namespaces}><g></svg>`],
    ['HTML', '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>'],
    [
      'an entity within another',
      `<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><svg ${namespaces}>&c;</svg>`,
    ],
    [
      'an external entity',
      `<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg ${namespaces}>&a;</svg>`,
    ],
    ['an unknown encoding', `<?xml version="1.0" encoding="utf-7"?><svg ${namespaces}/>`],
    ['nothing', ''],
  ])('makes nothing of %s', (_, text) => {
    expect(clean(text)).toEqual({ svg: undefined, removed: [] });
  });

  it('leaves of no payload what runs', () => {
    for (const payload of payloads) {
      const { left = '' } = inside(payload);
      // what stands in comments and as mere words is neither
      const markup = left.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '');
      expect(markup, payload).not.toMatch(
        /<script|<foreignObject|<[^>"]*\son\w+=|<[^>]*javascript:|<iframe/i,
      );
      expect(inside(left).left).toBe(left);
    }
  });

  it('is done with a large map, and with what would keep a pattern busy, in seconds', () => {
    const begun = performance.now();
    const path = `<path d="M${'1.25,3.5 '.repeat(40)}z" style="fill:url(#a)"/>`;
    expect(clean(`<svg ${namespaces}>${path.repeat(12_000)}</svg>`).removed).toEqual([]);
    for (const part of ['url(', 'url("', "url('", '@import', '@import"', '/*', '\\', 'url(   ', '('])
      inside(`<style><![CDATA[${part.repeat(500_000)}]]></style>`);
    inside(`<style>url(${' '.repeat(500_000)}</style>`);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});
