/** How long the talk has gone on. All times are in milliseconds. */
export interface Timer {
  /** What had gone by when it last stopped. */
  readonly elapsed: number;
  /** When it last started, since 1970; undefined while it stands. */
  readonly since: number | undefined;
}

export const zero: Timer = { elapsed: 0, since: undefined };

/** What has gone by at `now`, a time since 1970. */
export function elapsedAt({ elapsed, since }: Timer, now: number): number {
  return since === undefined ? elapsed : elapsed + Math.max(0, now - since);
}

/** Starts a timer that stands, stops one that runs. */
export function toggled(timer: Timer, now: number): Timer {
  return timer.since === undefined
    ? { ...timer, since: now }
    : { elapsed: elapsedAt(timer, now), since: undefined };
}

/** How far the talk is behind the time planned for its slide, from one time to another; negative when it is ahead. */
export function behind(elapsed: number, from: number, to: number): number {
  return elapsed < from ? elapsed - from : Math.max(0, elapsed - to);
}

/** `1.5 min`. */
export function minutesText(milliseconds: number): string {
  return `${Number((milliseconds / 60_000).toFixed(1))} min`;
}

/** `4:05` or `1:04:05`. */
export function clockText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const pad = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const end = pad(seconds % 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${end}` : `${minutes}:${end}`;
}
