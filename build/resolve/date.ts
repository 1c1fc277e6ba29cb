/**
 * When a talk is of: the seconds since 1970 that reproducible builds name (SOURCE_DATE_EPOCH), or else the deck's date
 * where it is a year, a month or a day as ISO 8601 has them. Undefined where neither says.
 */
export function dateOfTalk(written: string | undefined, epoch: string | undefined): Date | undefined {
  if (epoch !== undefined && /^\d{1,11}$/.test(epoch)) return new Date(Number(epoch) * 1000);
  if (written === undefined || !/^\d{4}(?:-\d\d(?:-\d\d)?)?$/.test(written)) return undefined;
  const date = new Date(written);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
