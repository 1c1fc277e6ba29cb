import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { layoutFiles, readLayouts } from '../../build/read/layouts.ts';
import { at, context, templateFiles, told } from '../support/memory.ts';

describe('template files', () => {
  it('hold layouts where they are HTML in the folder of layouts', () => {
    const paths = [
      'theme.css',
      'page.html',
      'layouts/text.html',
      'layouts/notes.css',
      'layouts/old/text.html',
    ];
    const files = new Map(paths.map((path) => [`templates/${path}`, new Uint8Array()]));
    expect([...layoutFiles(files).keys()]).toEqual(['templates/layouts/text.html']);
  });
});

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

  it('may link, carry images and address its own parts', () => {
    for (const html of [
      '<a href="https://x.org">a</a><a href="mailto:a@x.org">b</a><a href="#c">c</a>',
      '<img src="data:image/png;base64,xx" alt="">',
      '<svg><use href="#a"></use><rect fill="url(#b)"></rect></svg>',
      '<p style="color: red; background: url(data:,x)">a</p>',
    ]) {
      expect(read(html).told, html).toEqual([]);
    }
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
    for (const name of [
      'script',
      'iframe',
      'object',
      'embed',
      'link',
      'meta',
      'base',
      'form',
      'style',
      'template',
      'noscript',
    ]) {
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

  it('elements whose content a browser reads otherwise', () => {
    expect(faults('<template shadowrootmode="open"><img src="data:," onerror="x()"></template>')).toEqual([
      at(`${file}:1:1`, messages.templateUnsafe('<template>')),
    ]);
    expect(faults('<noscript><p title="</noscript><img onerror=x()>"></p></noscript>')).toEqual([
      at(`${file}:1:1`, messages.templateUnsafe('<noscript>')),
    ]);
  });

  it('elements that change an address', () => {
    expect(faults('<svg><a><animate attributeName="href" to="javascript:x()"/></a></svg>')).toEqual([
      at(`${file}:1:9`, messages.templateUnsafe('<animate>')),
    ]);
  });

  it('addresses that run or load something, in whatever spelling', () => {
    for (const [html, attribute, value] of [
      ['<a href="javascript:x()">a</a>', 'href', 'javascript:x()'],
      ['<a href="java&#10;script:x()">a</a>', 'href', 'java\nscript:x()'],
      ['<a href="&#1; JavaScript:x()">a</a>', 'href', '\u0001 JavaScript:x()'],
      ['<a href="other.html">a</a>', 'href', 'other.html'],
      ['<svg><a xlink:href="javascript:x()"></a></svg>', 'xlinkhref', 'javascript:x()'],
      ['<svg><use href="https://x.org/a.svg#b"></use></svg>', 'href', 'https://x.org/a.svg#b'],
      ['<img src="https://x.org/a.png">', 'src', 'https://x.org/a.png'],
      ['<img src="a.png">', 'src', 'a.png'],
      ['<img srcset="//x.org/a.png 2x">', 'srcset', '//x.org/a.png 2x'],
      ['<button formaction="javascript:x()">a</button>', 'formaction', 'javascript:x()'],
      ['<p style="background: url(https://x.org)">a</p>', 'style', 'background: url(https://x.org)'],
      ['<svg><rect fill="url(https://x.org#a)"></rect></svg>', 'fill', 'url(https://x.org#a)'],
    ] as const) {
      const place = `${file}:1:${html.startsWith('<svg>') ? 6 : 1}`;
      expect(faults(html), html).toEqual([at(place, messages.templateAddress(attribute, value))]);
    }
  });

  it('slots without a name', () => {
    expect(faults('<slot></slot>')).toMatchObject([{ rule: 'template-slot', place: `${file}:1:1` }]);
  });

  it('fills that there are not', () => {
    expect(faults('<p>\n<slot fill="titel"></slot></p>')).toMatchObject([
      { rule: 'template-slot', place: `${file}:2:1`, message: expect.stringContaining('titel') },
    ]);
  });

  it('two slots of one name, at the second', () => {
    expect(faults('<slot name="a"></slot>\n<slot name="a"></slot>')).toEqual([
      at(`${file}:2:1`, messages.templateSlotDuplicate('a')),
    ]);
  });

  it('slots that hold something, such as what follows one that was never closed', () => {
    for (const html of [
      '<slot name="a">text</slot>',
      '<slot name="a"/><p>after</p>',
      '<slot fill="page"/>b',
    ]) {
      expect(faults(html), html).toEqual([at(`${file}:1:1`, messages.templateSlotContent())]);
    }
  });

  it('attributes and tones that there are not', () => {
    expect(faults('<slot name="a" arty="1"></slot>')).toMatchObject([
      { rule: 'template-slot', message: expect.stringContaining('arty') },
    ]);
    expect(faults('<slot name="a" tone="drak"></slot>')).toEqual([
      at(`${file}:1:1`, messages.templateSlotValue('tone', 'drak', 'dark', ['light', 'dark'])),
    ]);
  });

  it('kinds that there are not', () => {
    for (const accepts of ['txt', 'text figur', '', 'pause', 'constructor']) {
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

  it('charts without a size, and sizes that are none', () => {
    for (const attributes of [
      'accepts="figure" width="10"',
      'accepts="text chart"',
      'accepts="figure" width="wide" height="3"',
      'accepts="figure" width="0" height="3"',
      'accepts="text" width="wide"',
    ]) {
      expect(faults(`<slot name="a" ${attributes}></slot>`), attributes).toEqual([
        at(`${file}:1:1`, messages.templateSlotSize()),
      ]);
    }
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
    const layouts = readLayouts(templateFiles({ a: '<slot></slot>', b: '<p>b</p>' }), recorded);
    expect([...layouts].filter(([, layout]) => layout).map(([name]) => name)).toEqual(['b']);
  });
});
