import { describe, expect, it } from 'vitest';
import { behind, clockText, elapsedAt, minutesText, toggled, zero } from '../../build/client/timer.ts';

describe('the timer', () => {
  it('counts while it runs and keeps what it has counted', () => {
    expect(elapsedAt(zero, 5000)).toBe(0);
    const running = toggled(zero, 1000);
    expect(elapsedAt(running, 4000)).toBe(3000);
    const paused = toggled(running, 4000);
    expect(elapsedAt(paused, 9000)).toBe(3000);
    expect(elapsedAt(toggled(paused, 9000), 9500)).toBe(3500);
  });

  it('never counts backwards when the clock is set back', () => {
    expect(elapsedAt(toggled(zero, 5000), 4000)).toBe(0);
  });
});

describe('the pace', () => {
  it('is on time within the minutes of the slide, ahead before and behind after them', () => {
    expect([0, 59, 60, 90, 120, 150].map((now) => behind(now, 60, 120))).toEqual([-60, -1, 0, 0, 0, 30]);
  });
});

describe('times as text', () => {
  it('have hours only from one hour on', () => {
    expect([0, 999, 61_000, 3_599_999, 3_600_000, 36_061_000].map(clockText)).toEqual([
      '0:00',
      '0:00',
      '1:01',
      '59:59',
      '1:00:00',
      '10:01:01',
    ]);
  });

  it('may be minutes, to the tenth', () => {
    expect([60_000, 90_000, 56_250].map(minutesText)).toEqual(['1 min', '1.5 min', '0.9 min']);
  });
});
