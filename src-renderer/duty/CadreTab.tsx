import { Button, InputNumber, Table, Tag } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';
import { AUTHORITY_WORDS, type Due, dotted, STATE_WORDS } from './words.ts';

type NotDue = Output<'duty.explain'>['notDue'][number];
const COLOURS: Record<Due['state'], string> = {
  met: 'green',
  'met-late': 'orange',
  'met-untimed': 'default',
  open: 'blue',
  overdue: 'red',
};

/** 某人应收什么: each duty with rule, basis, facts and dates; and what is not due, with the reason. */
export function CadreTab({ person }: { readonly person: PickedPerson | undefined }) {
  const [picked, setPicked] = useState(person);
  const [year, setYear] = useState(new Date().getFullYear());
  const { data, failure, loading, reload } = useRead(
    'duty.explain',
    picked && { fileId: picked.fileId, from: `${year}0101`, to: `${year}1231` },
  );
  const personId = picked?.personId;
  return (
    <>
      <div className="screen-bar">
        <PersonPicker autoFocus value={picked} onChange={setPicked} />
        <InputNumber
          className="duty-year"
          aria-label="到期年份"
          min={1990}
          max={2100}
          value={year}
          onChange={(value) => value !== null && setYear(value)}
          suffix="年到期"
        />
        {data && <span className="muted">自 {dotted(data.openedOn)} 建档起计</span>}
        <span className="spacer" />
        {personId !== undefined && picked && (
          <Button onClick={() => go('file', { fileId: picked.fileId, personId })}>打开干部卷</Button>
        )}
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      {!picked && <p className="muted">选一名干部，看这一年应收哪些材料、为什么，以及哪些不应收。</p>}
      {data && (
        <>
          <div className="duty-holders">
            {data.holders.map((one) => (
              <span key={one.name} title={one.basis}>
                <Tag color={one.fits ? 'green' : 'default'}>{one.fits ? '应立档' : '不合'}</Tag>
                {one.name}（{AUTHORITY_WORDS[one.authority]}）：
                <span className="muted">{one.facts.join('；') || '适用于全体'}</span>
              </span>
            ))}
          </div>
          <Table<Due>
            size="small"
            rowKey={(one) => `${one.ruleId} ${one.period}`}
            loading={loading}
            dataSource={data.due}
            pagination={false}
            locale={{ emptyText: '这一年没有到期的应收材料。' }}
            columns={[
              { title: '期限', width: 95, render: (_value, one) => dotted(one.dueOn) },
              {
                title: '情况',
                width: 110,
                render: (_value, one) => <Tag color={COLOURS[one.state]}>{STATE_WORDS[one.state]}</Tag>,
              },
              { title: '材料', width: 210, render: (_value, one) => `${one.classCode} ${one.className}` },
              { title: '部门', dataIndex: 'department', width: 90 },
              {
                title: '卷内材料',
                width: 200,
                render: (_value, one) => {
                  const { itemId } = one;
                  return itemId === null || personId === undefined ? (
                    one.itemTitle
                  ) : (
                    <Button
                      type="link"
                      size="small"
                      className="duty-item"
                      onClick={() => go('catalogue', { personId, itemId })}
                    >
                      {one.itemTitle}
                    </Button>
                  );
                },
              },
              {
                title: '为什么',
                render: (_value, one) => (
                  <span title={one.file}>
                    {one.facts.join('；')}。
                    <span className="muted">
                      依据：{one.basis}（规则第 {one.version} 版「{one.ruleName}」）
                    </span>
                  </span>
                ),
              },
            ]}
          />
          <h3 className="duty-heading">这一年不应收的</h3>
          <Table<NotDue>
            size="small"
            rowKey="ruleId"
            dataSource={data.notDue}
            pagination={false}
            columns={[
              { title: '规则', width: 320, render: (_value, one) => `${one.classCode} ${one.ruleName}` },
              { title: '为什么不', render: (_value, one) => one.why.join('；') },
              { title: '依据', dataIndex: 'basis', width: 380 },
            ]}
          />
        </>
      )}
    </>
  );
}
