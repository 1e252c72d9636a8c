import { App, Button, Checkbox, Modal, Progress, Table } from 'antd';
import { type Key, useState } from 'react';
import type { Output } from '#contract/index.ts';
import type { Failure } from '#contract/result.ts';
import { act, FailureNote, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';

type Row = Output<'training.people'>['people'][number];
/** Each makes a paper: so few at once that the bar moves and a stop is heard. */
const AT_ONCE = 5;

/** Everybody in a year: what they have had, who had nothing, whose record is to be filed. */
export function PeopleTab({ year }: { readonly year: string }) {
  const { message } = App.useApp();
  const clerk = useRoles().includes('clerk');
  const { data, failure, loading, reload } = useRead('training.people', { year });
  const [without, setWithout] = useState(false);
  const [chosen, setChosen] = useState<readonly Key[]>([]);
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<number>();
  const [refusal, setRefusal] = useState<Failure>();
  const people = data?.people ?? [];
  const shown = without ? people.filter((one) => one.sessions === 0) : people;
  const ready = people.filter((one) => chosen.includes(one.fileId) && one.unfiled > 0);
  const file = async () => {
    let filed = 0;
    const told: string[] = [];
    for (let at = 0; at < ready.length; at += AT_ONCE) {
      setDone(at);
      const fileIds = ready.slice(at, at + AT_ONCE).map((one) => one.fileId);
      const result = await act('training.fileYear', { year, fileIds });
      if (!result.ok) {
        setRefusal(result.error);
        break;
      }
      filed += result.data.filed;
      told.push(...result.data.refused.map((one) => one.message));
    }
    setDone(undefined);
    setAsking(false);
    setChosen([]);
    if (told.length > 0)
      setRefusal({
        code: 'state-refused',
        message: `有 ${told.length} 人没有归卷。`,
        details: told.map((message) => ({ path: '', message })),
      });
    if (filed > 0) void message.success(`归卷 ${filed} 人`);
  };
  return (
    <>
      <div className="screen-bar">
        {clerk && (
          <Button type="primary" disabled={ready.length === 0} onClick={() => setAsking(true)}>
            归卷…（{ready.length}）
          </Button>
        )}
        <Checkbox checked={without} onChange={(event) => setWithout(event.target.checked)}>
          只看这一年没有参加过的（{people.filter((one) => one.sessions === 0).length} 人）
        </Checkbox>
      </div>
      <FailureNote failure={failure ?? refusal} onRetry={reload} />
      <Table<Row>
        size="small"
        rowKey="fileId"
        loading={loading && !data}
        dataSource={shown}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        {...(clerk ? { rowSelection: { selectedRowKeys: [...chosen], onChange: setChosen } } : {})}
        locale={{ emptyText: without ? '人人都参加过' : '花名册还空着' }}
        columns={[
          { title: '姓名', dataIndex: 'name', width: 110 },
          { title: '单位', dataIndex: 'unit', ellipsis: true },
          { title: '到会', dataIndex: 'sessions', width: 80, sorter: (a, b) => a.sessions - b.sessions },
          { title: '学时', dataIndex: 'hours', width: 80, sorter: (a, b) => a.hours - b.hours },
          { title: '请假缺席', dataIndex: 'missed', width: 100, sorter: (a, b) => a.missed - b.missed },
          {
            title: '未归卷',
            dataIndex: 'unfiled',
            width: 90,
            sorter: (a, b) => a.unfiled - b.unfiled,
          },
        ]}
      />
      <Modal
        title={`${year} 年教育培训记录归卷`}
        open={asking}
        onCancel={() => setAsking(false)}
        okText="归卷"
        okButtonProps={{ loading: done !== undefined }}
        onOk={() => void file()}
      >
        <p>
          为 {ready.length} 人各做一件「{year}年廉政教育培训记录」（0508 类），共{' '}
          {ready.reduce((sum, one) => sum + one.unfiled, 0)} 次到会记录。归卷后这些记录不能再改。
        </p>
        {done !== undefined && <Progress percent={Math.round((100 * done) / ready.length)} />}
      </Modal>
    </>
  );
}
