import { Button, InputNumber, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { dateWords } from '../words/index.ts';
import { ProposeDialog } from './ProposeDialog.tsx';

type Term = Output<'secrecy.ending'>['terms'][number];
/** A yearly review looks a quarter ahead (domain 2.10). */
const DAYS_AHEAD = 90;

/** 保密期限将满: what ends soon or has ended, with a change to be proposed for each. */
export function EndingTab() {
  const clerk = useRoles().includes('clerk');
  const [days, setDays] = useState(DAYS_AHEAD);
  const { data, failure, loading, reload } = useRead('secrecy.ending', { days });
  const [proposing, setProposing] = useState<number>();
  return (
    <>
      <div className="screen-bar">
        <span>
          <InputNumber
            aria-label="今后多少天"
            min={0}
            max={3660}
            value={days}
            onChange={(value) => setDays(value ?? DAYS_AHEAD)}
          />{' '}
          天内期满，或已期满
        </span>
        {data && (
          <span className="muted">
            另有 {data.undated} 件没有年份、{data.byEvent} 件以事件为限，不能推算；
            {data.more > 0 ? `还有 ${data.more} 件未列出。` : ''}
          </span>
        )}
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Term>
        size="small"
        rowKey="itemId"
        loading={loading && !data}
        dataSource={data?.terms ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '没有将满的保密期限' }}
        columns={[
          { title: '姓名', dataIndex: 'personName', width: 100 },
          { title: '题名', dataIndex: 'title', ellipsis: true },
          { title: '档号', width: 200, render: (_value, one) => one.archivalCode ?? '未定号' },
          { title: '标志', dataIndex: 'mark', width: 110 },
          { title: '起算', width: 110, render: (_value, one) => dateWords(one.startsAt) },
          { title: '期满', width: 110, render: (_value, one) => dateWords(one.endsAt) },
          {
            title: '还有',
            width: 110,
            align: 'right',
            render: (_value, one) =>
              one.daysLeft < 0 ? <b className="warning">已过 {-one.daysLeft} 天</b> : `${one.daysLeft} 天`,
          },
          {
            title: '',
            width: 130,
            render: (_value, one) =>
              one.changeOpen ? (
                <span className="muted">变更在办</span>
              ) : (
                clerk && <Button onClick={() => setProposing(one.itemId)}>拟定变更…</Button>
              ),
          },
        ]}
      />
      {proposing !== undefined && (
        <ProposeDialog itemId={proposing} onClose={() => setProposing(undefined)} />
      )}
    </>
  );
}
