import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { checkValue } from '../../build/read/schema.ts';

const Schema = v.strictObject({
  name: v.string('must be text'),
  size: v.optional(
    v.strictObject({ width: v.number('must be a number'), unit: v.optional(v.string(), 'px') }),
  ),
});

function check(value: unknown) {
  const reported: unknown[] = [];
  const result = checkValue(Schema, value, (path, message, isName) => {
    reported.push([path.join('.'), message, isName]);
  });
  return { result, reported };
}

describe('checkValue', () => {
  it('gives the value with its defaults', () => {
    expect(check({ name: 'a', size: { width: 1 } })).toEqual({
      result: { name: 'a', size: { width: 1, unit: 'px' } },
      reported: [],
    });
  });

  it('reports every unknown key once and leaves it out', () => {
    expect(check({ name: 'a', nmae: 1, zzz: 2, size: { width: 1, heigth: 2 } })).toEqual({
      result: { name: 'a', size: { width: 1, unit: 'px' } },
      reported: expect.arrayContaining([
        ['nmae', messages.fieldUnknown('nmae', 'name', ['name', 'size']), true],
        ['zzz', messages.fieldUnknown('zzz', undefined, ['name', 'size']), true],
        ['size.heigth', messages.fieldUnknown('heigth', undefined, ['width', 'unit']), true],
      ]),
    });
  });

  it('reports a list or a word in place of an object, and none of its keys', () => {
    expect(check([{ name: 'a' }, 'b']).reported).toEqual([['', messages.fieldsExpected('document'), false]]);
    expect(check('a').reported).toEqual([['', messages.fieldsExpected('document'), false]]);
    for (const size of [[1, 2], 'wide']) {
      expect(check({ name: 'a', size }).reported).toEqual([['size', messages.fieldsExpected('size'), false]]);
    }
  });

  it('reports missing and invalid values together, and gives nothing', () => {
    const { result, reported } = check({ size: { width: 'wide' } });
    expect(result).toBeUndefined();
    expect(reported).toEqual([
      ['name', messages.fieldMissing('name'), false],
      ['size.width', messages.fieldInvalid('size.width', 'must be a number'), false],
    ]);
  });
});
