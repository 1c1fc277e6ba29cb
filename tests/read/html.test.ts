import { describe, expect, it } from 'vitest';
import { cleanHtml } from '../../build/read/html.ts';

const kept = (html: string): string => cleanHtml(html).html;

describe('cleanHtml keeps', () => {
  it('elements of text and tables', () => {
    for (const html of [
      'CO<sub>2</sub> 11<sup>th</sup>',
      'a<br>b',
      '<p>a <mark>b</mark> <small>c</small> <abbr title="d">e</abbr></p>',
      '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td colspan="2">b</td></tr></tbody></table>',
      '<details open><summary>a</summary>b</details>',
      '<span class="big" lang="de" dir="ltr">a</span>',
      '<time datetime="2024-05-01">May</time>',
    ]) {
      expect(kept(html)).toBe(html);
      expect(cleanHtml(html).removed, html).toEqual([]);
    }
  });

  it('links to the web, to mail and to slides', () => {
    for (const href of [
      'https://example.org/a?b=c:d',
      'http://example.org',
      'mailto:a@example.org',
      '#funds',
    ]) {
      const html = `<a href="${href}">a</a>`;
      expect(cleanHtml(html)).toEqual({ html, removed: [], links: [href] });
    }
  });

  it('links whose scheme is in capitals, in small letters', () => {
    expect(cleanHtml('<a href=" HTTPS://Example.org/A">a</a>')).toEqual({
      html: '<a href="https://Example.org/A">a</a>',
      removed: [],
      links: ['https://Example.org/A'],
    });
  });

  it('relative links, and says where they lead', () => {
    expect(cleanHtml('<a href="../a:b">c</a> <a href="//x.org">d</a>').links).toEqual(['../a:b', '//x.org']);
  });

  it('text between what it removes', () => {
    expect(kept('a <font color="red">b</font> <blink>c</blink>')).toBe('a b c');
  });

  it('the private characters that stand for inlines', () => {
    expect(kept('<b>\uE0000\uE001</b>')).toBe('<b>\uE0000\uE001</b>');
  });
});

describe('cleanHtml mends', () => {
  it('elements that are not closed, or crossed', () => {
    expect(kept('<b>a')).toBe('<b>a</b>');
    expect(kept('<b>a<i>b</b>c</i>')).toBe('<b>a<i>b</i></b><i>c</i>');
    expect(kept('a</div>b')).toBe('ab');
  });

  it('angle brackets and ampersands of text', () => {
    expect(kept('1 < 2 & 3 > 2')).toMatch(/^1 (&lt;|&#x3C;) 2 (&amp;|&#x26;) 3 > 2$/);
  });
});

describe('cleanHtml removes and names', () => {
  const removed = (html: string): readonly string[] => cleanHtml(html).removed;

  it('scripts, styles and frames with all that is in them', () => {
    for (const name of ['script', 'style', 'iframe', 'object', 'template', 'noscript']) {
      const html = `a<${name}>b</${name}>c`;
      expect(kept(html), name).toBe('ac');
      expect(removed(html), name).toEqual([`<${name}>`]);
    }
  });

  it('scripts in capitals, never closed or nested', () => {
    expect(kept('<SCRIPT>x</SCRIPT>a')).toBe('a');
    expect(kept('a<script>x')).toBe('a');
    expect(kept('<scr<script>ipt>alert(1)</script>')).not.toContain('<script');
    expect(kept('<div><p><script>x</script></p></div>')).toBe('<div><p></p></div>');
  });

  it('drawings and formulas of other vocabularies', () => {
    expect(kept('a<svg onload="x()"><script>y()</script></svg>b')).toBe('ab');
    expect(removed('<svg></svg><math></math>')).toEqual(['<svg>', '<math>']);
    expect(kept('<svg><style><img src=x onerror=alert(1)></style></svg>')).not.toContain('img');
    expect(kept('<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>')).not.toMatch(
      /img|onerror/,
    );
  });

  it('images, forms and media', () => {
    for (const name of ['img', 'input', 'video', 'form', 'button', 'link', 'meta', 'base', 'embed']) {
      const html = `a<${name} src="x">b`;
      expect(kept(html), name).toBe('ab');
      expect(removed(html), name).toContain(`<${name}>`);
    }
  });

  it('handlers, styles, ids and names', () => {
    expect(cleanHtml('<b onclick="x()">a</b>')).toEqual({
      html: '<b>a</b>',
      removed: ['onclick="…" on <b>'],
      links: [],
    });
    expect(cleanHtml('<b ONMOUSEOVER=x()>a</b>').html).toBe('<b>a</b>');
    expect(cleanHtml('<i style="color: red">a</i>').removed).toEqual(['style="…" on <i>']);
    expect(cleanHtml('<p id="x">a</p>').removed).toEqual(['id="…" on <p>']);
    expect(kept('<a name="x">a</a>')).toBe('<a>a</a>');
  });

  it('addresses that run code or carry data, however they are spelt', () => {
    for (const href of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:alert(1)',
      'java\tscript:alert(1)',
      '&#106;avascript:alert(1)',
      'javascript&colon;alert(1)',
      '&#x01;javascript:alert(1)',
      'vbscript:x',
      'data:text/html,x',
      'file:///etc/passwd',
    ]) {
      expect(kept(`<a href="${href}">a</a>`), href).toBe('<a>a</a>');
    }
  });

  it('such addresses by name', () => {
    for (const href of [
      'javascript:x',
      'JAVASCRIPT:x',
      ' data:x',
      '&#106;avascript:x',
      'java\nscript:x',
      'java\tscript:x',
      '\u0001javascript:x',
      '1:x',
      ':x',
    ]) {
      expect(removed(`<a href="${href}">a</a>`), href).toEqual(['href="…" on <a>']);
    }
  });

  it('each of them once', () => {
    expect(removed('<b onclick="1">a</b><b onclick="2">c</b><img><img>')).toEqual([
      'onclick="…" on <b>',
      '<img>',
    ]);
  });

  it('attributes by the names that they have in HTML', () => {
    expect(removed('<b data-x="1" data-a-b contenteditable http-equiv="x">a</b>')).toEqual([
      'data-x="…" on <b>',
      'data-a-b="…" on <b>',
      'contenteditable="…" on <b>',
      'http-equiv="…" on <b>',
    ]);
  });

  it('comments, declarations and instructions', () => {
    expect(kept('a<!-- b -->c<!doctype html><?php x ?>')).toBe('ac');
  });
});

describe('the marks that stand for inlines', () => {
  it('cannot come into an attribute as character references', () => {
    for (const title of ['&#xE000;1&#xE001;', '&#x0e000;1&#57345;', '&#57344;1&#xe001']) {
      expect(cleanHtml(`<b title="${title}">x</b>`).html, title).toBe('<b title="1">x</b>');
      expect(cleanHtml('<b title="&#x&#xE000;E000;1" class="a &#57344;1&#57345;">x</b>').html).not.toMatch(
        /[\uE000\uE001]/,
      );
    }
    expect(cleanHtml('<b title="&#xE0001;">x</b>').html).toBe('<b title="\u{E0001}">x</b>');
  });
});
