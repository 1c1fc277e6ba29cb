import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { readLayouts } from '../../build/read/layouts.ts';
import { at, context, templateFiles, told } from '../support/memory.ts';

function read(html: string) {
  const recorded = context();
  const layout = readLayouts(templateFiles({ x: html }), recorded).get('x');
  return { layout, told: told(recorded) };
}

describe('a layout', () => {
  it('is HTML with slots and fills, in their order', () => {
    const { layout, told: reported } = read(
      '<header><h2 class="title"><slot fill="title"></slot></h2></header>\n<slot name="body" accepts="list" arity="1"></slot>\n<p>End</p>\n',
    );
    expect(reported).toEqual([]);
    expect(layout?.name).toBe('x');
    expect(layout?.parts).toEqual([
      { html: '<header><h2 class="title">' },
      'title',
      { html: '</h2></header>\n' },
      { name: 'body', accepts: new Set(['list']), arity: '1', size: undefined, tone: 'light' },
      { html: '\n<p>End</p>\n' },
    ]);
  });

  it('has slots that take any text, as often as wanted, unless it says otherwise', () => {
    const slot = read('<slot name="body"></slot>').layout?.slots.get('body');
    expect(slot?.arity).toBe('*');
    expect([...(slot?.accepts ?? [])]).toEqual(
      expect.arrayContaining(['paragraph', 'list', 'quote', 'step']),
    );
    expect(slot?.accepts.has('table')).toBe(false);
    expect(slot?.accepts.has('chart')).toBe(false);
  });

  it('has slots that take several kinds, parted by blanks or commas', () => {
    const accepts = read(
      '<slot name="a" accepts="figure, table list" width="10" height="20"></slot>',
    ).layout?.slots.get('a')?.accepts;
    expect(accepts).toEqual(new Set(['chart', 'image', 'table', 'list']));
  });

  it('has slots with a size and a tone', () => {
    expect(
      read('<slot name="a" accepts="figure" width="730" height="470" tone="dark"></slot>').layout?.slots.get(
        'a',
      ),
    ).toMatchObject({ size: { width: 730, height: 470 }, tone: 'dark' });
  });

  it('may have slots deep inside it', () => {
    const { layout } = read('<div><section><slot name="a"></slot></section><slot name="b"></slot></div>');
    expect([...(layout?.slots.keys() ?? [])]).toEqual(['a', 'b']);
  });

  it('may have no slots', () => {
    expect(read('<p>Fin</p>').layout?.parts).toEqual([{ html: '<p>Fin</p>' }]);
  });

  it('has the name of its file', () => {
    const found = readLayouts(templateFiles({ 'two-lists': '<p>a</p>', text: '<p>b</p>' }), context());
    expect([...found.keys()]).toEqual(['two-lists', 'text']);
  });
});

describe('a bad layout is left out, with a report of', () => {
  /** What is said of a layout that cannot be used. */
  function faults(html: string): object[] {
    const { layout, told: reported } = read(html);
    expect(layout, html).toBeUndefined();
    return reported;
  }
  const file = 'templates/layouts/x.html';

  it('elements that run or load something', () => {
    for (const name of ['script', 'iframe', 'object', 'embed', 'link', 'meta', 'base', 'form', 'style']) {
      expect(faults(`<p>a</p>\n<${name}></${name}>`), name).toEqual([
        at(`${file}:2:1`, messages.templateUnsafe(`<${name}>`)),
      ]);
    }
  });

  it('such elements inside others, and in drawings', () => {
    expect(faults('<div>\n  <p><SCRIPT>x()</SCRIPT></p>\n</div>')).toEqual([
      at(`${file}:2:6`, messages.templateUnsafe('<script>')),
    ]);
    expect(faults('<svg><g><script>x()</script></g></svg>')).toEqual([
      at(`${file}:1:9`, messages.templateUnsafe('<script>')),
    ]);
  });

  it('handlers', () => {
    expect(faults('<p onclick="x()">a</p>')).toEqual([at(`${file}:1:1`, messages.templateUnsafe('onclick'))]);
    expect(faults('<svg ONLOAD="x()"></svg>')).toEqual([
      at(`${file}:1:1`, messages.templateUnsafe('onload')),
    ]);
  });

  it('slots without a name', () => {
    expect(faults('<slot></slot>')).toMatchObject([{ rule: 'template-slot', place: `${file}:1:1` }]);
  });

  it('fills that there are not', () => {
    expect(faults('<p>\n<slot fill="titel"></slot></p>')).toMatchObject([
      { rule: 'template-slot', place: `${file}:2:1`, message: expect.stringContaining('titel') },
    ]);
  });

  it('kinds that there are not', () => {
    for (const accepts of ['txt', 'text figur', '', 'pause']) {
      expect(
        faults(`<slot name="a" accepts="${accepts}" width="1" height="1"></slot>`),
        accepts,
      ).toMatchObject([{ rule: 'template-slot' }]);
    }
  });

  it('numbers of blocks that there are not', () => {
    for (const arity of ['2', '1..2', '', '**']) {
      expect(faults(`<slot name="a" arity="${arity}"></slot>`), arity).toMatchObject([
        { rule: 'template-slot' },
      ]);
    }
  });

  it('charts without a size', () => {
    expect(faults('<slot name="a" accepts="figure" width="10"></slot>')).toMatchObject([
      { rule: 'template-slot' },
    ]);
    expect(faults('<slot name="a" accepts="text chart"></slot>')).toMatchObject([{ rule: 'template-slot' }]);
  });

  it('all mistakes in it', () => {
    expect(faults('<slot></slot>\n<script></script>\n<slot fill="x"></slot>')).toHaveLength(3);
  });

  it('text that is not UTF-8', () => {
    const recorded = context();
    readLayouts(new Map([[file, new Uint8Array([0xff])]]), recorded);
    expect(told(recorded)).toEqual([at(file, messages.notUtf8(1))]);
  });

  it('nothing of the layouts beside it', () => {
    const recorded = context();
    expect([...readLayouts(templateFiles({ a: '<slot></slot>', b: '<p>b</p>' }), recorded).keys()]).toEqual([
      'b',
    ]);
  });
});
