/**
 * Partial dates: digits yyyy, yyyymm or yyyymmdd, in [] when inferred (DA/T 18-2022). Sort key: padded with 0, so that a
 * partial date sorts before the full ones of its period.
 */
export type DateReading =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly message: string };

export function isRealDate(yyyymmdd: string): boolean {
  const year = Number(yyyymmdd.slice(0, 4));
  const month = Number(yyyymmdd.slice(4, 6));
  const day = Number(yyyymmdd.slice(6, 8));
  if (year < 1850 || year > 2200 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function sortKey(date: string): string {
  return date === '' ? '' : date.replaceAll(/[[\]]/g, '').padEnd(8, '0');
}

/** Days from 1899-12-30, Excel's day 0 for every date after February 1900. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

/**
 * Reads what clerks type: 1990, 199007, 19900715, 1990.07, 1990-7-15, 1990/7/15, 1990年7月15日, full-width digits, [..]
 * when inferred, and the day count that a spreadsheet stores.
 */
export function readPartialDate(text: string): DateReading {
  const tidy = text.normalize('NFKC').trim();
  if (tidy === '') return { ok: true, date: '' };
  const inferred = /^[[〔【].*[\]〕】]$/.test(tidy);
  const body = inferred ? tidy.slice(1, -1).trim() : tidy;
  const shown = (date: string) => ({ ok: true as const, date: inferred ? `[${date}]` : date });
  const wrong = (why: string) => ({ ok: false as const, message: `日期「${text.trim()}」${why}` });
  const parts =
    /^(\d{4})$/.exec(body) ??
    /^(\d{4})(\d{2})(\d{2})?$/.exec(body) ??
    /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*(?:[-./月]\s*(\d{1,2})\s*日?|月?)$/.exec(body) ??
    /^(\d{4})\s*年$/.exec(body);
  if (!parts) {
    if (/^\d{5}$/.test(body)) {
      const day = new Date(EXCEL_EPOCH + Number(body) * 86_400_000)
        .toISOString()
        .slice(0, 10)
        .replaceAll('-', '');
      return shown(day);
    }
    return wrong('无法识别，应写作 yyyy、yyyymm 或 yyyymmdd');
  }
  const [, year = '', month, day] = parts;
  if (Number(year) < 1850 || Number(year) > 2200) return wrong('的年份不合理');
  if (month === undefined) return shown(year);
  if (Number(month) < 1 || Number(month) > 12) return wrong(`不存在：没有${Number(month)}月`);
  const upToMonth = year + month.padStart(2, '0');
  if (day === undefined) return shown(upToMonth);
  const full = upToMonth + day.padStart(2, '0');
  if (!isRealDate(full)) return wrong(`不存在：${Number(month)}月没有${Number(day)}日`);
  return shown(full);
}
