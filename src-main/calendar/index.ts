/** Days as yyyymmdd, what they are called, and terms counted from them. */
const DAY = 86_400_000;
const two = (part: number) => String(part).padStart(2, '0');
/** The day an instant falls on by the clock of the office: at seven in the morning in China it is still the day before in UTC. */
export const dayOf = (instant: Date): string =>
  `${instant.getFullYear()}${two(instant.getMonth() + 1)}${two(instant.getDate())}`;
export const today = ({ now }: { readonly now: () => Date }): string => dayOf(now());
/** @param date yyyy, yyyymm or yyyymmdd, in [] when inferred; empty for an undated one */
export function inWords(date: string): string {
  const digits = date.replaceAll(/[[\]]/gu, '');
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)];
  if (year === '') return '';
  return `${year}年${month === '' ? '' : `${Number(month)}月`}${day === '' ? '' : `${Number(day)}日`}`;
}

const key = (time: number) => new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
const at = (day: string) =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)));

/** How many days a month has. @param month 1 to 12; beyond, the months of the years after */
export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
/** @param days may be negative */
export function addDays(day: string, days: number): string {
  return key(at(day) + days * DAY);
}
/** The same day so many months later; where that month has no such day, its last one. @param months may be negative */
export function addMonths(day: string, months: number): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(4, 6)) + months];
  return key(Date.UTC(year, month - 1, Math.min(Number(day.slice(6, 8)), daysIn(year, month))));
}
/** Mondays to Fridays after the day. Public holidays are proclaimed year by year and not known here. */
export function addWorkingDays(day: string, days: number): string {
  let time = at(day);
  for (let left = days; left > 0; ) {
    time += DAY;
    const weekday = new Date(time).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return key(time);
}
/** A day of the year; 29 February, and any day that the month lacks, is the month's last. @param monthDay mmdd */
export function dayOfYear(year: number, monthDay: string): string {
  const month = Number(monthDay.slice(0, 2));
  const day = Number(monthDay.slice(2));
  // Asked for each year of each duty: every month has 28 days.
  const last = day <= 28 ? day : Math.min(day, daysIn(year, month));
  return `${year}${monthDay.slice(0, 2)}${String(last).padStart(2, '0')}`;
}
/** @returns whole days from one day to another; negative when it lies before */
export function daysBetween(from: string, to: string): number {
  return Math.round((at(to) - at(from)) / DAY);
}
