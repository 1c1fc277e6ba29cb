import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { at, resolved, told } from '../support/memory.ts';

const csv = `year,country,value
2000,A,10
2010,A,25
2010,B,75
2010,"C, D",
2020,A,0
2020,B,80
2020,E,40
`;

/** What is told of a checked number on a slide called “a”. */
async function check(shown: string, attributes: string): Promise<object[]> {
  const value = `:value[${shown}]{from=d.csv ${attributes}}`;
  const recorded = await resolved({ 'slides/10.md': `# A\n\n${value}\n`, 'charts/data/d.csv': csv });
  return told(recorded);
}

const a2000 = 'where="year=2000, country=A" field=value';
const a2010 = 'where="year=2010, country=A" field=value';
const half = 'where="year=2020, country=E" field=value';
const over = 'over="year=2000, country=A"';
const fall = `${a2000} as=change over="year=2010, country=A"`;
const mismatch = (shown: string, computed: string): object =>
  at('slides/10.md:3:1', messages.valueMismatch('a', shown, computed, 'charts/data/d.csv'));

describe('a checked number', () => {
  it.each([
    ['10', a2000],
    ['2.5×', `${a2010} as=ratio ${over}`],
    ['250%', `${a2010} as=ratio ${over}`],
    ['150%', `${a2010} as=change ${over}`],
    ['−60%', fall],
    ['fell by 60%', fall],
    ['60% fewer', fall],
    ['100%', `${a2010} as=share over="year=2010, country=A"`],
    ['half', `${half} as=ratio over="year=2020, country=B"`],
    ['half', `${half} as=share over="year=2020, country=B"`],
    ['halved', `${half} as=ratio over="year=2020, country=B"`],
    ['halved', `${half} as=change over="year=2020, country=B"`],
    ['fell by half', `${half} as=change over="year=2020, country=B"`],
    ['35', 'field=value where="country=A" as=sum'],
    ['25', 'field=value where="country=A" as=max'],
    ['0', 'field=value where="country=A" as=min'],
    ['10 million', `${a2000} unit=million`],
    ['10,000', `${a2000} unit=1000`],
  ])('agrees: %s', async (shown, attributes) => {
    expect(await check(shown, attributes)).toEqual([]);
  });

  it('is compared at the precision it shows', async () => {
    const third = `where="year=2010, country=A" field=value as=ratio over="year=2010, country=B"`;
    for (const shown of ['0.3', '0.33', '0.333', '33%', '33.3%'])
      expect(await check(shown, third)).toEqual([]);
    expect(await check('0.34', third)).toEqual([mismatch('0.34', '0.333333')]);
    expect(await check('34%', third)).toEqual([mismatch('34%', '33.3333%')]);
  });

  it('is no half where the data says something else', async () => {
    const most = `where="year=2010, country=B" field=value as=share over="year=2010, country=A"`;
    expect(await check('half', most)).toEqual([mismatch('half', '300%')]);
    for (const word of ['half', 'halved'])
      expect(await check(word, `${a2000} as=ratio ${over}`)).toEqual([mismatch(word, '100%')]);
    expect(await check('half', `${half} as=change over="year=2020, country=B"`)).toHaveLength(1);
  });

  it('is reported with slide, shown figure and data figure', async () => {
    expect(await check('11', a2000)).toEqual([mismatch('11', '10')]);
  });

  it('needs a row, one row, a column and a number in it', async () => {
    expect(await check('1', 'where="year=1999" field=value')).toMatchObject([{ rule: 'value-no-row' }]);
    expect(await check('1', 'where="country=A" field=value')).toMatchObject([{ rule: 'value-rows' }]);
    expect(await check('1', 'where="year=2000" field=valu')).toMatchObject([{ rule: 'chart-field-unknown' }]);
    expect(await check('1', `where="country='C, D'" field=value`)).toMatchObject([{ rule: 'value-gap' }]);
  });

  it('says how a fall is written where only its sign is missing', async () => {
    const hint = expect.stringContaining('fell by 60%');
    expect(await check('60%', fall)).toMatchObject([{ rule: 'value-mismatch', hint }]);
    expect(await check('50%', fall)).toEqual([mismatch('50%', '-60%')]);
    expect(await check('fell by 150%', `${a2010} as=change ${over}`)).toEqual([
      mismatch('fell by 150%', '150%'),
    ]);
  });

  it('says what the column holds where no row has the value', async () => {
    const hint = async (where: string): Promise<unknown> =>
      (await check('1', `where="${where}" field=value`)).map((found) => (found as { hint?: string }).hint);
    expect(await hint('year=1999')).toEqual(['The column “year” holds “2000”, “2010”, “2020”.']);
    expect(await hint("year=2010, country='C, E'")).toEqual(['Did you mean “C, D”?']);
    expect(await hint('year=2000, country=B')).toEqual([undefined]);
  });

  it('says that columns are separated by commas, where semicolons stand', async () => {
    const { reported } = await resolved({
      'slides/10.md': '# A\n\n:value[1]{from=d.csv field=b}\n',
      'charts/data/d.csv': 'a;b\n1;2\n',
    });
    expect(reported).toMatchObject([
      { rule: 'chart-field-unknown', hint: expect.stringContaining('commas') },
    ]);
  });

  it('holds one number', async () => {
    expect(await check('many', a2000)).toMatchObject([{ rule: 'value-unreadable' }]);
    expect(await check('10 to 20', a2000)).toMatchObject([{ rule: 'value-several' }]);
  });

  it('says over which rows a ratio is taken, and only a ratio', async () => {
    expect(await check('2.5×', `${a2010} as=ratio`)).toMatchObject([{ rule: 'field-invalid' }]);
    expect(await check('25', `${a2010} ${over}`)).toMatchObject([{ rule: 'field-invalid' }]);
  });

  it('is told when its words, its file or an attribute is missing or unknown', async () => {
    const rules = async (text: string): Promise<unknown> => {
      const files = { 'slides/10.md': `# A\n\n${text}\n`, 'charts/data/d.csv': csv };
      return (await resolved(files)).reported.map(({ rule }) => rule);
    };
    expect(await rules(`:value{from=d.csv ${a2000}}`)).toEqual(['directive-text']);
    expect(await rules(':value[1]{where="year=2000"}')).toEqual(['directive-arguments']);
    expect(await rules(':value[1]{from=e.csv field=value}')).toEqual(['chart-data-missing']);
    expect(await rules(':value[10]{from=d.csv where="year=2000" feld=value field=value}')).toEqual([
      'field-unknown',
    ]);
    expect(await rules(':value[10]{from=d.csv where="year=2000" field=value as=mean}')).toEqual([
      'field-invalid',
    ]);
    expect(await rules(':value[10]{from=d.csv where="year=2000" field=value unit=bushel}')).toEqual([
      'field-invalid',
    ]);
  });

  it('cannot stand in a caption, which is plain text', async () => {
    const files = {
      'slides/10.md': '# A\n\n![B](../charts/a.vl.json "C :value[10]{from=d.csv field=value}")\n',
      'charts/a.vl.json':
        '{"usermeta":{"source":{"title":"S"}},"data":{"url":"data/d.csv"},"mark":"bar","encoding":{"x":{"field":"year","type":"ordinal"}}}',
      'charts/data/d.csv': csv,
    };
    expect((await resolved(files)).reported.map(({ rule }) => rule)).toContain('caption-markup');
  });
});
