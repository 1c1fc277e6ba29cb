import { describe, expect, it } from 'vitest';
import { attribute, html, join, raw } from '../../build/render/html.ts';

describe('html', () => {
  it('escapes text', () => {
    expect(html`<p title="${'a"b'}">${"<b> & 'c'"}</p>`.html).toBe(
      '<p title="a&quot;b">&lt;b&gt; &amp; &#39;c&#39;</p>',
    );
  });

  it('keeps markup', () => {
    expect(html`<p>${html`<b>${'<'}</b>`}${raw('<br>')}</p>`.html).toBe('<p><b>&lt;</b><br></p>');
  });

  it('prints numbers, zero too', () => {
    expect(html`${0} ${1.5}`.html).toBe('0 1.5');
  });

  it('leaves nothing for undefined, false, empty text and empty lists', () => {
    expect(html`a${undefined}b${false}c${''}d${[]}e`.html).toBe('abcde');
  });

  it('joins lists of text and markup', () => {
    expect(html`${['<', html`<i>x</i>`, '>']}`.html).toBe('&lt;<i>x</i>&gt;');
  });

  it('keeps what stands around the values, escapes of the source too', () => {
    expect(html`\n${'a'}\t`.html).toBe('\na\t');
    expect(html``.html).toBe('');
  });
});

describe('attribute', () => {
  it('is a name with an escaped value', () => {
    expect(attribute('title', '"a" & <b>').html).toBe(' title="&quot;a&quot; &amp; &lt;b&gt;"');
    expect(attribute('start', 0).html).toBe(' start="0"');
  });

  it('is nothing without a value', () => {
    expect(attribute('lang', undefined).html).toBe('');
    expect(attribute('lang', '').html).toBe('');
  });
});

describe('join', () => {
  it('puts pieces one after another', () => {
    expect(join([raw('a'), raw('<b>')], ', ').html).toBe('a, <b>');
    expect(join([raw('a'), raw('b')]).html).toBe('ab');
    expect(join([]).html).toBe('');
  });
});
