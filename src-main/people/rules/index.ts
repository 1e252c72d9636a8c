/** 姓名、身份证号、日期的规则: pure decisions of domain.md section 7. */
export { type IdentityFinding, readIdentityNumber } from './identity-number.ts';
export { foldName, normaliseName, privateUseCharacters, readName } from './name.ts';
export { readPartialDate, sortKey } from './partial-date.ts';
