/** What a date typed in any of the usual ways would be written as; undefined when it is none (domain 7.3). */
export function plainDate(typed: string): string | undefined {
  const text = typed
    .trim()
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[【〔［]/g, '[')
    .replace(/[】〕］]/g, ']');
  const inferred = /^\[(.*)\]$/.exec(text);
  const body = inferred?.[1] ?? text;
  if (body === '') return inferred ? undefined : '';
  const found =
    /^(\d{4})(?:[.\-/年](\d{1,2})(?:[.\-/月](\d{1,2})日?|月)?|年)?$/.exec(body) ??
    /^(\d{4})(\d{2})?(\d{2})?$/.exec(body);
  if (!found) return undefined;
  const [, year = '', month, day] = found;
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) return undefined;
  const days = month === undefined ? 0 : new Date(Number(year), Number(month), 0).getDate();
  if (day !== undefined && (Number(day) < 1 || Number(day) > days)) return undefined;
  const plain = `${year}${month?.padStart(2, '0') ?? ''}${day?.padStart(2, '0') ?? ''}`;
  return inferred ? `[${plain}]` : plain;
}
