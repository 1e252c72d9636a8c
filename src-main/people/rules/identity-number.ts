import { isRealDate } from './partial-date.ts';

export interface IdentityFinding {
  readonly code: 'id-length' | 'id-characters' | 'id-check-digit' | 'id-birth' | 'id-future' | 'id-old-form';
  readonly message: string;
  readonly severity: 'error' | 'warning';
}
export interface IdentityNumber {
  /** Normalised: half-width, upper-case X, 15 digits raised to 18. */
  readonly number: string;
  readonly birthDate: string;
  readonly sex: '男' | '女' | '';
  readonly findings: readonly IdentityFinding[];
}

// GB 11643-1999: weights of the first 17 digits and the check characters by remainder of 11.
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

function checkCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return CHECKS[sum % 11] ?? '';
}

/**
 * 公民身份号码 (also 港澳台居民居住证 81/82/83, which share the form): normalises and checks. A wrong check digit is a
 * warning a person may override with a reason, because real old papers carry wrong numbers (domain 7.1); it is reported
 * here as an error and the caller decides.
 * @param today yyyymmdd
 */
export function readIdentityNumber(text: string, today: string): IdentityNumber {
  const tidy = text
    .normalize('NFKC')
    .replaceAll(/[\s'-]/g, '')
    .toUpperCase();
  const findings: IdentityFinding[] = [];
  const error = (code: IdentityFinding['code'], message: string, severity: 'error' | 'warning' = 'error') =>
    findings.push({ code, message, severity });
  let number = tidy;
  if (/^\d{15}$/.test(tidy)) {
    const first17 = `${tidy.slice(0, 6)}19${tidy.slice(6)}`;
    number = first17 + checkCharacter(first17);
    error('id-old-form', `15位旧号码，已按规则升为18位 ${number}`, 'warning');
  } else if (tidy.length !== 18) {
    error('id-length', `身份证号应为18位，此处为${[...tidy].length}位`);
    return { number: tidy, birthDate: '', sex: '', findings };
  } else if (!/^\d{17}[\dX]$/.test(tidy)) {
    error('id-characters', '身份证号前17位应为数字，末位为数字或X');
    return { number: tidy, birthDate: '', sex: '', findings };
  }
  const birthDate = number.slice(6, 14);
  if (!isRealDate(birthDate)) error('id-birth', `身份证号中的出生日期 ${birthDate} 不存在`);
  else if (birthDate > today) error('id-future', `身份证号中的出生日期 ${birthDate} 晚于今天`);
  const expected = checkCharacter(number.slice(0, 17));
  if (expected !== number[17])
    error('id-check-digit', `身份证号校验位不符：末位应为 ${expected}，此处为 ${number[17]}`);
  return { number, birthDate, sex: Number(number[16]) % 2 === 1 ? '男' : '女', findings };
}
