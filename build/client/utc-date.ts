const Native = globalThis.Date;
const parts = ['Date', 'Day', 'FullYear', 'Hours', 'Milliseconds', 'Minutes', 'Month', 'Seconds'];
/** Texts that say themselves which time they mean, and days, which are taken for UTC. */
const isZoned = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)\s*$|^\d{4}(?:-\d\d){0,2}$/i;

/** A date whose local time is UTC, so that a chart shows the same days as its drawing wherever it runs. */
class UtcDate extends Native {
  constructor(...given: readonly [] | readonly [number | string | Date] | readonly [number, number]) {
    if (given.length === 0) super();
    else if (given.length === 1) super(typeof given[0] === 'string' ? UtcDate.parse(given[0]) : given[0]);
    else super(Native.UTC(...given));
  }

  static override parse(text: string): number {
    const time = Native.parse(text);
    if (isZoned.test(text) || Number.isNaN(time)) return time;
    return time - new Native(time).getTimezoneOffset() * 60_000;
  }

  override getTimezoneOffset(): number {
    return 0;
  }
}

for (const part of parts) {
  for (const way of ['get', 'set']) {
    const value: unknown = Reflect.get(Native.prototype, `${way}UTC${part}`);
    // there is no other day of the week to set
    if (value !== undefined) Object.defineProperty(UtcDate.prototype, way + part, { value });
  }
}

export { UtcDate as Date };
