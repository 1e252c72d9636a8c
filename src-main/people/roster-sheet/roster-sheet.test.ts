import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { checkRoster, readRosterSheet } from './index.ts';

const SAMPLE = 'sample/干部名册.xlsx';
const TODAY = '20261124';

async function sheetOf(rows: (string | number | Date)[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('名册');
  for (const row of rows) sheet.addRow(row);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('样例名册', () => {
  test('标题行不在首行也能找到，栏目按标题对应', async () => {
    const roster = await readRosterSheet(readFileSync(SAMPLE), '干部名册.xlsx');
    expect(roster.headingRow).toBe(2);
    expect(roster.match).toMatchObject({
      name: 0,
      sex: 1,
      birthDate: 3,
      idNumber: 4,
      partyDate: 5,
      unit: 7,
      posts: 9,
      rank: 10,
    });
  });

  test('每处错误指到行和单元格；有错的行不收，其余照收', async () => {
    const roster = await readRosterSheet(readFileSync(SAMPLE), '干部名册.xlsx');
    const check = checkRoster(roster.rows, roster.match, TODAY);
    const errors = check.faults.filter((fault) => fault.severity === 'error');
    expect(errors.map((fault) => [fault.cell, fault.code])).toEqual([
      ['E9', 'id-check-digit'],
      ['E10', 'person-duplicate'],
      ['D11', 'date-impossible'],
    ]);
    expect(check.people.map((person) => person.name)).toEqual([
      '李样卷',
      '王示范',
      '赵例文',
      '阿依·示例',
      '𠮷样本',
      '欧阳范例',
    ]);
    expect(check.refused).toBe(3);
    expect(check.people[0]).toMatchObject({
      politicalStatus: '民盟',
      partyDate: '',
      posts: ['党组书记', '局长'],
      leadingGroup: '局领导班子',
    });
    expect(check.people[1]).toMatchObject({ politicalStatus: '中共党员', partyDate: '200403' });
  });
});

describe('别的名册', () => {
  test('同名不同人都收；姓名里的间隔号和占位空格归一', async () => {
    const bytes = await sheetOf([
      ['2026年干部花名册'],
      ['序号', '姓　名', '性别', '公民身份号码', '出生年月', '现任职务'],
      [1, '王　五', '男', '429999197406093770', '1974.06', '处长'],
      [2, '王五', '女', '429999198006162988', new Date(Date.UTC(1980, 5, 16)), '科员'],
      [3, '阿依・示例', '男', '４２９９９９１９７７０５１１３３１２', '1977年5月', '副处长；党委委员'],
    ]);
    const roster = await readRosterSheet(bytes, 'x.xlsx');
    const check = checkRoster(roster.rows, roster.match, TODAY);
    expect(check.people.map((person) => person.name)).toContain('阿依·示例');
    expect(check.people.find((person) => person.name === '阿依·示例')?.idNumber).toBe('429999197705113312');
    expect(check.people.find((person) => person.name === '阿依·示例')?.posts).toEqual(['副处长', '党委委员']);
    expect(check.people.filter((person) => person.name === '王五').length).toBeGreaterThanOrEqual(1);
    expect(check.faults.some((fault) => fault.code === 'person-duplicate')).toBe(false);
  });

  test('不是表格的文件说清楚是什么', async () => {
    await expect(readRosterSheet(Buffer.from('姓名,身份证号'), '名册.xlsx')).rejects.toThrow(
      '不是 .xlsx 表格',
    );
    await expect(readRosterSheet(Buffer.from('d0cf11e0a1b11ae1', 'hex'), '名册.xlsx')).rejects.toThrow(
      '加密的表格或旧的 .xls',
    );
    await expect(readRosterSheet(Buffer.alloc(0), '名册.xlsx')).rejects.toThrow('空文件');
    await expect(
      readRosterSheet(
        await sheetOf([
          ['甲', '乙'],
          ['1', '2'],
        ]),
        '别的.xlsx',
      ),
    ).rejects.toThrow('找不到表头');
    const half = (await sheetOf([['姓名', '性别']])).subarray(0, 900);
    await expect(readRosterSheet(half, '半份.xlsx')).rejects.toThrow('不完整');
  });
});
