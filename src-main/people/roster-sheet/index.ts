/** 干部名册 as a spreadsheet: finding its columns, and the dry run that lists every fault by row and cell. */
import { Refusal } from '#contract/result.ts';
import { cellName, readXlsx, type SheetText } from '#main/documents/index.ts';
import { normaliseName, privateUseCharacters, readIdentityNumber, readPartialDate } from '../rules/index.ts';
import { findHeadingRow, type RosterField, type RosterMatch } from './headings.ts';

export type { RosterField, RosterMatch } from './headings.ts';

export interface RosterSheet {
  readonly sheet: string;
  readonly headingRow: number;
  readonly headings: readonly string[];
  readonly match: RosterMatch;
  readonly rows: SheetText['rows'];
}

/** @throws Refusal `file-refused` when no sheet has a heading row with 姓名 */
export async function readRosterSheet(bytes: Uint8Array, fileName: string): Promise<RosterSheet> {
  for (const sheet of await readXlsx(bytes, fileName)) {
    const found = findHeadingRow(sheet);
    const heading = found && sheet.rows[found.index];
    if (!found || !heading) continue;
    return {
      sheet: sheet.name,
      headingRow: heading.number,
      headings: heading.cells,
      match: found.match,
      rows: sheet.rows.slice(found.index + 1),
    };
  }
  throw new Refusal(
    'file-refused',
    `「${fileName}」里找不到表头：前三十行中没有含「姓名」的标题行。请检查是否选错了文件。`,
  );
}

export interface RosterPerson {
  readonly row: number;
  readonly name: string;
  readonly formerName: string;
  readonly sex: '' | '男' | '女';
  readonly ethnicity: string;
  readonly birthDate: string;
  readonly idNumber: string;
  readonly politicalStatus: string;
  readonly partyDate: string;
  readonly workDate: string;
  readonly rank: string;
  readonly unit: string;
  readonly department: string;
  readonly leadingGroup: string;
  readonly posts: readonly string[];
  readonly staffNumber: string;
  readonly sortOrder: number;
  readonly remarks: string;
}
export interface RosterFault {
  readonly row: number;
  readonly cell: string;
  readonly code: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}
export interface RosterCheck {
  readonly people: readonly RosterPerson[];
  readonly refused: number;
  readonly faults: readonly RosterFault[];
}

const SEXES: Record<string, '男' | '女' | ''> = {
  男: '男',
  女: '女',
  '1': '男',
  '2': '女',
  M: '男',
  F: '女',
  '': '',
};

/**
 * Checks every row; writes nothing. A row with an error is refused whole, one with warnings is taken.
 * @param today yyyymmdd
 */
export function checkRoster(rows: SheetText['rows'], match: RosterMatch, today: string): RosterCheck {
  const people: RosterPerson[] = [];
  const faults: RosterFault[] = [];
  const seen = new Map<string, number>();
  let refused = 0;
  for (const [index, row] of rows.entries()) {
    const text = (field: RosterField) => {
      const column = match[field];
      return column === undefined
        ? ''
        : (row.cells[column] ?? '').replaceAll(/[\u0000-\u001f\u200b\ufeff]+/g, ' ').trim();
    };
    const before = faults.length;
    const fault = (
      field: RosterField,
      code: string,
      message: string,
      severity: 'error' | 'warning' = 'error',
    ) =>
      faults.push({
        row: row.number,
        cell: cellName(match[field] ?? 0, row.number),
        code,
        message,
        severity,
      });
    const date = (field: RosterField) => {
      const reading = readPartialDate(text(field));
      if (reading.ok) return reading.date;
      fault(field, 'date-impossible', reading.message);
      return '';
    };

    const name = normaliseName(text('name'));
    if (name === '') fault('name', 'name-missing', '缺少姓名');
    if ([...name].length > 50) fault('name', 'name-long', '姓名超过50个字，请核对');
    const strange = privateUseCharacters(name);
    if (strange.length > 0) {
      fault(
        'name',
        'name-private-use',
        `姓名含自造字（${strange.map((c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase()}`).join('、')}），在别的机器上无法显示，请改用规范字`,
        'warning',
      );
    }

    let idNumber = '';
    const written = text('idNumber');
    if (written === '') {
      if (name !== '')
        fault('idNumber', 'id-missing', '缺少身份证号，无法与扫描件自动对应，也无法识别重复', 'warning');
    } else {
      const id = readIdentityNumber(written, today);
      idNumber = id.number;
      for (const finding of id.findings) fault('idNumber', finding.code, finding.message, finding.severity);
      const first = seen.get(idNumber);
      if (first !== undefined)
        fault('idNumber', 'person-duplicate', `与第 ${first} 行是同一身份证号，重复登记`);
      else seen.set(idNumber, row.number);
      compare(id);
    }
    function compare(id: ReturnType<typeof readIdentityNumber>): void {
      if (id.findings.some((finding) => finding.severity === 'error')) return;
      const birth = readPartialDate(text('birthDate'));
      if (birth.ok && birth.date !== '' && !id.birthDate.startsWith(birth.date)) {
        fault(
          'birthDate',
          'birth-differs',
          `出生日期 ${birth.date} 与身份证号中的 ${id.birthDate} 不同（组织认定的日期可以不同，请核对）`,
          'warning',
        );
      }
      const sex = SEXES[text('sex')];
      if (sex !== undefined && sex !== '' && sex !== id.sex) {
        fault('sex', 'sex-differs', `性别「${sex}」与身份证号所示「${id.sex}」不同`, 'warning');
      }
    }
    const sex = SEXES[text('sex').toUpperCase()];
    if (sex === undefined) fault('sex', 'sex-unknown', `性别「${text('sex')}」无法识别，应为男或女`);

    const party = readParty(text('partyDate'), text('politicalStatus'));
    if (party.message !== undefined) fault('partyDate', 'date-impossible', party.message);
    const department = text('department');
    const person: RosterPerson = {
      row: row.number,
      name,
      formerName: text('formerName'),
      sex: sex ?? '',
      ethnicity: text('ethnicity'),
      birthDate: date('birthDate'),
      idNumber,
      politicalStatus: party.status,
      partyDate: party.date,
      workDate: date('workDate'),
      rank: text('rank'),
      unit: text('unit'),
      department,
      leadingGroup: text('leadingGroup') || (/班子/.test(department) ? department : ''),
      posts: splitPosts(text('posts')),
      staffNumber: text('staffNumber'),
      sortOrder: Number.parseInt(text('sortOrder'), 10) || index + 1,
      remarks: text('remarks'),
    };
    if (faults.slice(before).some((one) => one.severity === 'error')) refused += 1;
    else people.push(person);
  }
  return { people, refused, faults };
}

/** The party column holds a date, a democratic party, or 无 (domain 7.3). */
function readParty(dateText: string, statusText: string): { status: string; date: string; message?: string } {
  if (dateText === '') return { status: statusText, date: '' };
  const reading = readPartialDate(dateText);
  if (reading.ok) return { status: statusText || '中共党员', date: reading.date };
  if (/\d/.test(dateText)) return { status: statusText, date: '', message: reading.message };
  return { status: statusText || dateText, date: '' };
}

/** Concurrent posts: 党组书记、局长 are two; 一级主任科员 is one. */
export function splitPosts(text: string): string[] {
  return text
    .split(/[、；;,，\n]+/)
    .map((post) => post.trim())
    .filter((post) => post !== '');
}
