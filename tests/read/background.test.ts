import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { readBackground } from '../../build/read/background.ts';
import { at, context, told, whole } from '../support/memory.ts';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"></svg>';

function read(value: string) {
  const recorded = context({ 'slides/sky.svg': svg, 'charts/sky.svg': 'no image' });
  return { background: readBackground(value, whole(value), recorded), told: told(recorded) };
}

describe('readBackground', () => {
  it.each([
    ['navy', '#000080', 'dark'],
    ['#FFE', '#ffffee', 'light'],
    ['rgb(90 90 90)', '#5a5a5a', 'dark'],
    ['hsl(50 80% 70%)', '#f0db75', 'light'],
    ['oklch(40% 0.1 200)', '#00565d', 'dark'],
  ])('takes the colour %s, with text that is legible on it', (value, colour, tone) => {
    expect(read(value)).toEqual({ background: { kind: 'colour', colour, tone }, told: [] });
  });

  it('takes an image, which needs no words', () => {
    expect(read('sky.svg')).toMatchObject({
      background: { kind: 'image', tone: 'dark', image: { path: 'slides/sky.svg', alt: '' } },
      told: [],
    });
  });

  it.each([
    ['nvy', messages.backgroundUnknown('nvy', 'navy')],
    ['the deep sea', messages.backgroundUnknown('the deep sea', undefined)],
    ['ski.svg', messages.imageMissing('ski.svg')],
    ['../charts/sky.svg', messages.imageType('../charts/sky.svg')],
    ['../../sky.svg', messages.pathOutside('../../sky.svg')],
    ['https://example.org/sky.svg', messages.urlRemote('https://example.org/sky.svg')],
    ['#00000080', messages.backgroundClear('#00000080')],
    ['transparent', messages.backgroundClear('transparent')],
  ])('tells of %s', (value, message) => {
    expect(read(value)).toEqual({ background: undefined, told: [at('slides/10.md:1:1', message)] });
  });
});
