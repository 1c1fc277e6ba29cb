import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { readImage, readImageSize } from '../../build/read/image.ts';
import { at, context, told, whole } from '../support/memory.ts';

/** A GIF's header: enough to tell its type and size. */
const gif = new Uint8Array([...new TextEncoder().encode('GIF89a'), 3, 0, 2, 0, 0, 0, 0]);
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"></svg>';
const place = whole('![…](…)', 'slides/10.md');

function read(href: string, alt = 'A square', caption = '') {
  const recorded = context({
    'images/a.gif': gif,
    'images/b.svg': svg,
    'images/c.png': gif,
    'images/d.png': 'text',
    'images/e.png': '',
    'images/f.png': svg,
  });
  return { image: readImage(href, alt, caption, place, recorded), told: told(recorded) };
}

describe('readImage', () => {
  it('gives the bytes with type, size, text and caption', () => {
    expect(read('../images/a.gif', 'A', 'B')).toEqual({
      image: {
        path: 'images/a.gif',
        alt: 'A',
        caption: 'B',
        mime: 'image/gif',
        bytes: gif,
        width: 3,
        height: 2,
      },
      told: [],
    });
    expect(read('../images/b.svg').image).toMatchObject({ mime: 'image/svg+xml', width: 30, height: 20 });
  });

  it('tells the type from the bytes, whatever the name says', () => {
    expect(read('../images/c.png').image?.mime).toBe('image/gif');
  });

  it('warns of an image without a text, and gives it all the same', () => {
    const { image, told: reported } = read('../images/a.gif', '');
    expect(image).toBeDefined();
    expect(reported).toEqual([at('slides/10.md:1:1', messages.altMissing('../images/a.gif'))]);
  });

  it('reports what is not there, not in the talk, or not an image', () => {
    for (const [href, message] of [
      ['../images/x.png', messages.imageMissing('../images/x.png')],
      ['../../x.png', messages.pathOutside('../../x.png')],
      ['https://x.org/x.png', messages.urlRemote('https://x.org/x.png')],
      ['data:image/gif;base64,R0lGODlh', messages.urlRemote('data:image/gif;base64,R0lGODlh')],
      ['../images/d.png', messages.imageType('../images/d.png')],
      ['../images/e.png', messages.imageType('../images/e.png')],
      ['../images/f.png', messages.imageSvgName('../images/f.png')],
    ] as const) {
      expect(read(href), href).toEqual({ image: undefined, told: [at('slides/10.md:1:1', message)] });
    }
  });
});

describe('readImageSize', () => {
  const size = (attributes: string | undefined) => {
    const recorded = context();
    return { size: readImageSize(attributes, place, recorded), told: told(recorded) };
  };

  it('takes width in percent or pixels, and height in pixels', () => {
    expect(size(undefined)).toEqual({ size: undefined, told: [] });
    expect(size('width=50%')).toEqual({ size: { width: '50%' }, told: [] });
    expect(size('width="320px" height=200')).toEqual({ size: { width: '320px', height: '200px' }, told: [] });
  });

  it.each([
    ['width=0', messages.imageSize('width', '0')],
    ['width=101%', messages.imageSize('width', '101%')],
    ['width=3em', messages.imageSize('width', '3em')],
    ['width="1px;color:red"', messages.imageSize('width', '1px;color:red')],
    ['height=50%', messages.imageSize('height', '50%')],
    ['widht=50%', messages.fieldUnknown('widht', 'width', ['width', 'height'])],
    ['.wide', messages.fieldUnknown('.wide', undefined, ['width', 'height'])],
  ])('tells of %s', (attributes, message) => {
    expect(size(attributes)).toEqual({ size: {}, told: [at('slides/10.md:1:1', message)] });
  });
});
