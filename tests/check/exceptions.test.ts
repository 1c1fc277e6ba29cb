import { describe, expect, it } from 'vitest';
import { withoutExceptions } from '../../build/check/exceptions.ts';
import type { Exception } from '../../build/model/config.ts';
import { diagnose } from '../../build/model/diagnostic.ts';
import { messages } from '../../build/model/messages.ts';
import { span } from '../../build/model/source.ts';
import { source, whole } from '../support/memory.ts';

const text = 'It rose by 3%\nand fell by 3%\n';
const slides = source(text);
const place = span(slides, 11, 13);
const figure = diagnose(place, messages.figureUnbacked('3%', 'a'));
const file = diagnose('charts/a.vl.json', messages.chartUnit());
const mistake = diagnose(place, messages.linkUnknown('a', undefined));

const here = whole('exceptions', 'slides/deck.yaml');
const exception = (rule: string, path: string, line?: string): Exception => ({
  rule,
  file: path,
  line,
  because: 'So it is.',
  span: here,
});
const idle = (rule: string) => diagnose(here, messages.exceptionUnused(rule));

describe('an exception', () => {
  it('lets a warning pass on a line that holds its words', () => {
    expect(withoutExceptions([figure], [exception('figure-unbacked', 'slides/10.md', 'rose by')])).toEqual(
      [],
    );
  });

  it('lets all such warnings of that line pass, and none of another', () => {
    const again = diagnose(span(slides, 0, 2), messages.figureUnbacked('It', 'a'));
    const below = diagnose(span(slides, 26, 28), messages.figureUnbacked('3%', 'a'));
    expect(
      withoutExceptions([figure, again, below], [exception('figure-unbacked', 'slides/10.md', 'rose by')]),
    ).toEqual([below]);
  });

  it('lets a warning of a whole file pass', () => {
    expect(withoutExceptions([file], [exception('chart-unit-missing', 'charts/a.vl.json')])).toEqual([]);
  });

  it('lets no warning of a line pass without its words, nor one of a file with some', () => {
    for (const [warning, path, line] of [
      [figure, 'slides/10.md', undefined],
      [file, 'charts/a.vl.json', 'rose by'],
    ] as const)
      expect(withoutExceptions([warning], [exception(warning.rule, path, line)])).toEqual([
        warning,
        idle(warning.rule),
      ]);
  });

  it('that nothing needs is an error: of another rule, file or line', () => {
    for (const other of [
      exception('alt-missing', 'slides/10.md', 'rose by'),
      exception('figure-unbacked', 'slides/20.md', 'rose by'),
      exception('figure-unbacked', 'slides/10.md', 'sank by'),
    ])
      expect(withoutExceptions([figure], [other])).toEqual([figure, idle(other.rule)]);
    expect(withoutExceptions([], [exception('alt-missing', 'slides/10.md')])).toEqual([idle('alt-missing')]);
    expect(idle('alt-missing').severity).toBe('error');
  });

  it('that is mistyped is told the rule that it may mean', () => {
    expect(
      withoutExceptions([figure], [exception('figure-unbaked', 'slides/10.md', 'rose by')]).at(-1),
    ).toEqual(diagnose(here, messages.exceptionUnused('figure-unbaked', 'figure-unbacked')));
  });

  it('that has had its time is not told another warning of its line', () => {
    const date = diagnose('charts/a.vl.json', messages.chartDate());
    const old = exception('chart-unit-missing', 'charts/a.vl.json');
    expect(withoutExceptions([date], [old])).toEqual([date, idle('chart-unit-missing')]);
  });

  it('lets no error pass', () => {
    expect(withoutExceptions([mistake], [exception(mistake.rule, 'slides/10.md', 'rose by')])).toEqual([
      mistake,
      idle(mistake.rule),
    ]);
  });

  it('that says the same as another is one too many', () => {
    const twice = exception('chart-unit-missing', 'charts/a.vl.json');
    expect(withoutExceptions([file], [twice, { ...twice }])).toEqual([idle('chart-unit-missing')]);
  });

  it('that lets more than one line pass is an error', () => {
    const below = diagnose(span(slides, 26, 28), messages.figureUnbacked('3%', 'a'));
    expect(
      withoutExceptions([figure, below], [exception('figure-unbacked', 'slides/10.md', 'by 3%')]),
    ).toEqual([diagnose(here, messages.exceptionWide('figure-unbacked', 2))]);
  });
});

it('leaves everything as it is where there are none', () => {
  expect(withoutExceptions([figure, file, mistake], [])).toEqual([figure, file, mistake]);
});
