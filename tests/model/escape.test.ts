import { expect, it } from 'vitest';
import { escapeHtml } from '../../build/model/escape.ts';

it('escapes what could end text or a quoted attribute', () => {
  expect(escapeHtml(`<a b="c" d='e'>&amp;</a>`)).toBe(
    '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;&lt;/a&gt;',
  );
});

it('leaves other text as it is', () => {
  expect(escapeHtml('小我 – “x” `y` 😀\n')).toBe('小我 – “x” `y` 😀\n');
  expect(escapeHtml('')).toBe('');
});
