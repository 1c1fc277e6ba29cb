import { describe, expect, it } from 'vitest';
import {
  diagnose,
  format,
  hasErrors,
  inOrder,
  nearest,
  newIn,
  placeOf,
} from '../../build/model/diagnostic.ts';
import { messages } from '../../build/model/messages.ts';
import { span } from '../../build/model/source.ts';
import { source } from '../support/memory.ts';

const title = messages.titleMissing();
const noSlides = messages.noSlides();

describe('nearest', () => {
  it('finds a name with a letter missing, added or changed', () => {
    expect(nearest('laout', ['title', 'layout', 'id'])).toBe('layout');
    expect(nearest('titlee', ['title', 'layout'])).toBe('title');
    expect(nearest('tatle', ['title', 'layout'])).toBe('title');
  });

  it('finds a name with two letters swapped, short ones too', () => {
    expect(nearest('lien', ['line', 'area'])).toBe('line');
    expect(nearest('tgas', ['tags', 'title'])).toBe('tags');
  });

  it('finds a name in another case', () => {
    expect(nearest('TITLE', ['subtitle', 'title'])).toBe('title');
    expect(nearest('doi', ['ISBN', 'DOI'])).toBe('DOI');
  });

  it('prefers the closest, and the first of equals', () => {
    expect(nearest('left', ['lift', 'left'])).toBe('left');
    expect(nearest('lift', ['loft', 'left'])).toBe('loft');
  });

  it('suggests nothing that cannot have been meant', () => {
    expect(nearest('colour', ['id', 'layout', 'title'])).toBeUndefined();
    expect(nearest('ab', ['xy', 'cd'])).toBeUndefined();
    expect(nearest('body', [])).toBeUndefined();
  });

  it('allows a long name more slips than a short one', () => {
    expect(nearest('semicondctrs', ['semiconductors'])).toBe('semiconductors');
    expect(nearest('abc', ['xbz'])).toBeUndefined();
  });
});

describe('hasErrors', () => {
  it('is true for an error and false for warnings alone', () => {
    expect(hasErrors([diagnose('x', messages.altMissing('a.png')), diagnose('x', title)])).toBe(true);
    expect(hasErrors([diagnose('x', messages.altMissing('a.png'))])).toBe(false);
    expect(hasErrors([])).toBe(false);
  });
});

describe('newIn', () => {
  const place = span(source('abc'), 1);
  const [full, fuller] = [9, 12].map((pixels) => diagnose(place, messages.slideOverflow('a', 'b', pixels)));
  if (!full || !fuller) throw new Error('no diagnostics');

  it('names the talk, and leaves out what was told of the same place', () => {
    const named = diagnose(place, messages.inTalk(title, 'short'));
    expect(newIn('short', [fuller, diagnose(place, title)], [full])).toEqual([named]);
    expect(named.message).toBe(`${title.message} (in the talk “short”)`);
    expect(newIn('short', [full], [diagnose(span(source('abc'), 2), full)])).toHaveLength(1);
  });

  it('keeps all that is told of the whole', () => {
    expect(newIn('default', [fuller], [full])).toEqual([fuller]);
  });
});

describe('inOrder', () => {
  const one = source('abc', 'slides/10.md');
  const two = source('abc', 'slides/20.md');

  it('sorts by file, then by place, a file without a place before its lines', () => {
    const sorted = inOrder([
      diagnose(span(two, 0), title),
      diagnose(span(one, 2), title),
      diagnose(span(one, 1), title),
      diagnose('slides/10.md', noSlides),
    ]);
    expect(sorted.map(({ at }) => placeOf(at))).toEqual([
      'slides/10.md',
      'slides/10.md:1:2',
      'slides/10.md:1:3',
      'slides/20.md:1:1',
    ]);
  });

  it('keeps the order of what stands at one place', () => {
    const sorted = inOrder([diagnose(span(one, 1), title), diagnose(span(one, 1), noSlides)]);
    expect(sorted.map(({ rule }) => rule)).toEqual([title.rule, noSlides.rule]);
  });

  it('drops repetitions, but not the same message elsewhere nor another one there', () => {
    const sorted = inOrder([
      diagnose(span(one, 1), title),
      diagnose(span(one, 1), title),
      diagnose(span(one, 2), title),
      diagnose(span(one, 1), messages.slotUnknown('a', 'text', undefined, [])),
      diagnose(span(one, 1), messages.slotUnknown('b', 'text', undefined, [])),
    ]);
    expect(sorted).toHaveLength(4);
  });

  it('leaves its argument as it was', () => {
    const given = [diagnose(span(one, 2), title), diagnose(span(one, 1), title)];
    inOrder(given);
    expect(given.map(({ at }) => placeOf(at))).toEqual(['slides/10.md:1:3', 'slides/10.md:1:2']);
  });
});

describe('format', () => {
  /** The lines of a diagnostic about the part of `text` from `start` to `end`. */
  function lines(text: string, start: number, end: number, message = noSlides): string[] {
    return format(diagnose(span(source(text, 'a.md'), start, end), message)).split('\n');
  }

  it('shows place, severity, rule and message, the line, a marker and the hint', () => {
    const message = messages.fieldUnknown('laout', 'layout', ['id', 'layout']);
    expect(lines('---\nlaout: text\n---\n', 4, 9, message)).toEqual([
      `a.md:2:1 error field-unknown: ${message.message}`,
      '     2 | laout: text',
      '       | ^^^^^',
      `       = ${message.hint}`,
    ]);
  });

  it('shows a file without a place in one line, and its hint', () => {
    const { rule, message, hint } = noSlides;
    expect(format(diagnose('slides', noSlides)).split('\n')).toEqual([
      `slides error ${rule}: ${message}`,
      `       = ${hint}`,
    ]);
  });

  it('has no hint line without a hint', () => {
    expect(lines('abc', 1, 2, messages.fieldMissing('title'))).toHaveLength(3);
  });

  it('calls a warning a warning', () => {
    expect(format(diagnose('a', messages.altMissing('x.png')))).toMatch(/^a warning alt-missing: /);
  });

  it('shows no line of an empty file', () => {
    expect(lines('', 0, 0)).toEqual([
      expect.stringMatching(/^a\.md:1:1 error /),
      expect.stringContaining('='),
    ]);
  });

  it('marks one column where the span is empty', () => {
    expect(lines('abc', 1, 1)[2]).toBe('       |  ^');
  });

  it('marks a span of several lines to the end of its first', () => {
    expect(lines('one two\nthree\n', 4, 13).slice(1, 3)).toEqual(['     1 | one two', '       |     ^^^']);
  });

  it('marks the place behind the last character', () => {
    expect(lines('abc', 3, 3).slice(1, 3)).toEqual(['     1 | abc', '       |    ^']);
  });

  it('marks the empty line behind a trailing line end', () => {
    expect(lines('abc\n', 4, 4).slice(1, 3)).toEqual(['     2 | ', '       | ^']);
  });

  it('shows a tab as one blank, so that the marker stands under its column', () => {
    expect(lines('\tab\tc', 4, 5).slice(1, 3)).toEqual(['     1 |  ab c', '       |     ^']);
  });

  it('shows the part of a very long line that holds the mistake', () => {
    const [, shown = '', marker = ''] = lines(`${'x'.repeat(500)}HERE${'y'.repeat(500)}`, 500, 504);
    expect(shown).toHaveLength('     1 | '.length + 120);
    expect(shown.slice(marker.indexOf('^'), marker.lastIndexOf('^') + 1)).toBe('HERE');
  });

  it('does not mark beyond the part of a long line that it shows', () => {
    const [, shown = '', marker = ''] = lines('z'.repeat(400), 10, 390);
    expect(marker).toHaveLength(shown.length);
  });

  it('keeps the bar in one column for line numbers of up to four digits', () => {
    const text = `${'\n'.repeat(1233)}abc`;
    expect(lines(text, 1233, 1236)[1]).toBe('  1234 | abc');
  });
});

describe('placeOf', () => {
  it('is path, line and column, or the path alone', () => {
    expect(placeOf(span(source('a\nbc', 'charts/x.vl.json'), 3))).toBe('charts/x.vl.json:2:2');
    expect(placeOf('slides')).toBe('slides');
  });
});

describe('a diagnostic as text', () => {
  it('has no characters that a terminal obeys', () => {
    const odd = source('\u001b[2Jtitle\u0007: x');
    const text = format(diagnose(span(odd, 0, 3), messages.fileMissing('\u001b[31m\u009b')));
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(text).toContain('\ufffd[2Jtitle');
  });
});
