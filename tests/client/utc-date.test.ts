import { afterAll, beforeAll, expect, it } from 'vitest';
import { Date as UtcDate } from '../../build/client/utc-date.ts';

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'America/Los_Angeles';
});
afterAll(() => {
  process.env.TZ = zone;
});

it('takes local time for UTC, in what it makes, reads and says', () => {
  expect(new Date(2001, 0).toISOString()).toBe('2001-01-01T08:00:00.000Z');
  expect(new UtcDate(2001, 0).toISOString()).toBe('2001-01-01T00:00:00.000Z');
  expect(new UtcDate('2001-01-01').getFullYear()).toBe(2001);
  expect(new UtcDate('2001-07-01T10:00').toISOString()).toBe('2001-07-01T10:00:00.000Z');
  expect(new UtcDate('Jan 1 2001').toISOString()).toBe('2001-01-01T00:00:00.000Z');
  expect(new UtcDate('2001-07-01T10:00+02:00').toISOString()).toBe('2001-07-01T08:00:00.000Z');
  expect(UtcDate.parse('no date')).toBeNaN();
});

it('is moved in UTC', () => {
  const date = new UtcDate(0);
  date.setFullYear(2001, 5, 15);
  date.setHours(23, 30);
  expect(date.toISOString()).toBe('2001-06-15T23:30:00.000Z');
  expect([date.getMonth(), date.getDate(), date.getDay(), date.getHours()]).toEqual([5, 15, 5, 23]);
  expect(date.getTimezoneOffset()).toBe(0);
  expect(new UtcDate(date).getTime()).toBe(date.getTime());
});
