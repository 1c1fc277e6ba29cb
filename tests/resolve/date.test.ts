import { describe, expect, it } from 'vitest';
import { dateOfTalk } from '../../build/resolve/date.ts';

describe('the date of a talk', () => {
  it.each([
    ['2023', undefined, '2023-01-01'],
    ['2023-05', undefined, '2023-05-01'],
    ['2023-05-17', undefined, '2023-05-17'],
    ['2023', '1700000000', '2023-11-14'],
    [undefined, '0', '1970-01-01'],
    ['2023', 'today', '2023-01-01'],
  ])('is that of deck.yaml or of SOURCE_DATE_EPOCH: %s, %s', (written, epoch, day) => {
    expect(dateOfTalk(written, epoch)?.toISOString().slice(0, 10)).toBe(day);
  });

  it.each(['May 2024', '2024-13', '24'])('is open where deck.yaml says %j', (written) => {
    expect(dateOfTalk(written, undefined)).toBeUndefined();
  });
});
