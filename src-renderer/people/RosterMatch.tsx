import { Select } from 'antd';
import type { Output } from '#contract/index.ts';
import type { Match } from './RosterDialog.tsx';

type Field = keyof Match;
const FIELD_WORDS: Record<Field, string> = {
  name: '姓名',
  formerName: '曾用名',
  sex: '性别',
  ethnicity: '民族',
  birthDate: '出生日期',
  idNumber: '身份证号',
  politicalStatus: '政治面貌',
  partyDate: '入党时间',
  workDate: '参加工作时间',
  rank: '级别',
  unit: '单位',
  department: '部门',
  leadingGroup: '班子',
  posts: '职务',
  staffNumber: '工号',
  sortOrder: '排序',
  remarks: '备注',
};

/** Why this match can't be checked yet: no name, or one column read as two fields. */
export function whyUnready(match: Match): string | undefined {
  if (match.name === undefined) return '请先指定哪一列是「姓名」。';
  const fields = (Object.keys(match) as Field[]).filter((field) => match[field] !== undefined);
  for (const [index, field] of fields.entries()) {
    const twin = fields.slice(0, index).find((before) => match[before] === match[field]);
    if (twin)
      return `「${FIELD_WORDS[twin]}」和「${FIELD_WORDS[field]}」指到了同一列，请改其中一个，或选「不取」。`;
  }
  return undefined;
}

interface Props {
  readonly sheet: Output<'people.readRoster'>;
  readonly match: Match;
  readonly onChange: (match: Match) => void;
}

/** 列对应: which column is which field, found by the headings and corrected by the clerk, beside the first rows. */
export function RosterMatch({ sheet, match, onChange }: Props) {
  const columns = sheet.headings.map((heading, index) => ({
    value: index,
    label: heading === '' ? `第 ${index + 1} 列（无表头）` : heading,
  }));
  const taken = new Set(Object.values(match));
  const set = (field: Field, column: number | undefined) => {
    const { [field]: _before, ...others } = match;
    onChange(column === undefined ? others : { ...others, [field]: column });
  };
  return (
    <>
      <p>
        工作表「{sheet.sheet}」，第 {sheet.headingRow} 行是表头。请核对各项取自哪一列；灰色的列不取。
      </p>
      <div className="roster-match">
        {(Object.keys(FIELD_WORDS) as Field[]).map((field) => (
          <span key={field} className="roster-field">
            <span className={field === 'name' && match.name === undefined ? 'warning' : 'muted'}>
              {FIELD_WORDS[field]}
            </span>
            <Select
              allowClear
              aria-label={FIELD_WORDS[field]}
              placeholder="不取"
              {...(match[field] === undefined ? {} : { value: match[field] })}
              options={columns}
              onChange={(column: number | undefined) => set(field, column)}
            />
          </span>
        ))}
      </div>
      <div className="roster-preview">
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.value} className={taken.has(column.value) ? '' : 'muted'}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.preview.map((cells, row) => (
              <tr key={sheet.headingRow + 1 + row}>
                {columns.map((column) => (
                  <td key={column.value} className={taken.has(column.value) ? '' : 'muted'}>
                    {cells[column.value] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
