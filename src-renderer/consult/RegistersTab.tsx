import { App, Button, DatePicker, Radio } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { Input } from '#contract/index.ts';
import { choose, FailureNote, useAct } from '../archive/index.ts';
import { FieldGroup } from '../field/index.ts';
import { useRoles } from '../session/index.ts';

type Register = Input<'consult.exportRegister'>['register'];
const REGISTERS: readonly (readonly [Register, string])[] = [
  ['consults', '查阅登记簿'],
  ['loans', '取出（借出）登记'],
  ['copies', '复制登记'],
];

/** 登记簿 of a span of time, as docx or xlsx. */
export function RegistersTab() {
  const { message } = App.useApp();
  const roles = useRoles();
  const may = roles.some((role) => role === 'clerk' || role === 'reviewer' || role === 'approver');
  const exporting = useAct('consult.exportRegister', { quiet: true });
  const [register, setRegister] = useState<Register>('consults');
  const [span, setSpan] = useState(() => [dayjs().startOf('year'), dayjs().endOf('day')] as const);
  const write = async (format: 'docx' | 'xlsx') => {
    const name = REGISTERS.find(([value]) => value === register)?.[1] ?? '登记簿';
    const target = await choose(
      `save-${format}`,
      `${name}-${span[0].format('YYYYMMDD')}-${span[1].format('YYYYMMDD')}`,
    );
    if (!target) return;
    const done = await exporting.run({
      register,
      format,
      from: span[0].toISOString(),
      to: span[1].toISOString(),
      target: target.token,
    });
    if (done) {
      void message.success(`已写出「${done.fileName}」，${done.rows} 行`);
    }
  };
  return (
    <div className="consult-registers">
      <FailureNote failure={exporting.failure} />
      <FieldGroup label="登记簿">
        <Radio.Group
          value={register}
          onChange={(event) => setRegister(event.target.value as Register)}
          options={REGISTERS.map(([value, label]) => ({ value, label }))}
        />
      </FieldGroup>
      <FieldGroup label="起止日期">
        <DatePicker.RangePicker
          allowClear={false}
          value={[span[0], span[1]]}
          onChange={(next) => {
            if (next?.[0] && next[1]) setSpan([next[0].startOf('day'), next[1].endOf('day')]);
          }}
        />
      </FieldGroup>
      <div className="screen-bar">
        <Button type="primary" disabled={!may} loading={exporting.busy} onClick={() => void write('docx')}>
          写出 docx
        </Button>
        <Button disabled={!may} onClick={() => void write('xlsx')}>
          写出 xlsx
        </Button>
        {!may && <span className="muted">由档案员、审核员或审批人写出</span>}
      </div>
    </div>
  );
}
