import { Alert, Button, DatePicker, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useMemo, useState } from 'react';
import type { Output, Input as RouteInput } from '#contract/index.ts';
import { FailureNote, read, useRead } from '../archive/index.ts';
import { type Column, IdTable } from '../table/index.ts';
import { instantWords, ROLE_WORDS } from '../words/index.ts';

type AuditRow = Output<'audit.rows'>['rows'][number];
type Filter = RouteInput<'audit.ids'>;
type Verified = Output<'audit.verify'>;

const RESULT_WORDS: Record<string, string> = { ok: '成功', refused: '拒绝', failed: '失败' };
const COLUMNS: readonly Column<AuditRow, never>[] = [
  { key: 'id', title: '序号', width: '80px', cell: (row) => row.id, align: 'right' },
  { key: 'at', title: '时间', width: '140px', cell: (row) => instantWords(row.at) },
  { key: 'account', title: '账号', width: '110px', cell: (row) => row.account || '—' },
  { key: 'roles', title: '角色', width: '150px', cell: (row) => rolesWords(row.roles) },
  { key: 'event', title: '事件', width: '190px', cell: (row) => row.event },
  { key: 'subject', title: '对象', width: 'minmax(140px, 1fr)', cell: (row) => row.subject },
  {
    key: 'result',
    title: '结果',
    width: '64px',
    cell: (row) => (
      <span className={row.result === 'ok' ? '' : 'warning'}>{RESULT_WORDS[row.result] ?? row.result}</span>
    ),
  },
  { key: 'origin', title: '来处', width: '150px', cell: (row) => `${row.machine} ${row.origin}` },
];

function rolesWords(roles: string): string {
  return roles
    .split(',')
    .filter((role) => role !== '')
    .map((role) => (role in ROLE_WORDS ? ROLE_WORDS[role as keyof typeof ROLE_WORDS] : role))
    .join('、');
}

/** 审计记录: every event in the order of the chain, filtered, one in full beside; and whether the chain is whole. */
export function EventsTab() {
  const [filter, setFilter] = useState<Filter>({});
  const [current, setCurrent] = useState<number>();
  const [shown, setShown] = useState<ReadonlyMap<number, AuditRow>>(new Map());
  const [verified, setVerified] = useState<Verified>();
  const [verifying, setVerifying] = useState(false);
  const list = useRead('audit.ids', filter);
  const ids = useMemo(() => list.data?.ids ?? [], [list.data]);

  const load = async (wanted: number[]) => {
    const result = await read('audit.rows', { ids: wanted });
    if (result.ok)
      setShown((before) => new Map([...before, ...result.data.rows.map((row) => [row.id, row] as const)]));
    return result;
  };
  const verify = async () => {
    setVerifying(true);
    const result = await read('audit.verify', {});
    setVerifying(false);
    if (result.ok) setVerified(result.data);
  };
  const change = (part: Partial<Filter>) =>
    setFilter((before) => {
      const next = { ...before, ...part };
      return Object.fromEntries(
        Object.entries(next).filter(([, value]) => value !== undefined && value !== ''),
      );
    });
  const day = (at: Dayjs | null, end: boolean) =>
    at === null ? undefined : (end ? at.endOf('day') : at.startOf('day')).toISOString();
  const row = current === undefined ? undefined : shown.get(current);

  return (
    <>
      <div className="screen-bar">
        <Input.Search
          allowClear
          placeholder="事件，如 session 或 catalogue.save"
          aria-label="按事件筛选"
          className="audit-event"
          onSearch={(event) => change({ event: event.trim() })}
        />
        <Input.Search
          allowClear
          placeholder="账号"
          aria-label="按账号筛选"
          className="audit-account"
          onSearch={(account) => change({ account: account.trim() })}
        />
        <Input.Search
          allowClear
          placeholder="任何字"
          aria-label="按内容筛选"
          className="audit-account"
          onSearch={(text) => change({ text: text.trim() })}
        />
        <Select
          allowClear
          placeholder="结果"
          aria-label="按结果筛选"
          className="audit-result"
          options={Object.entries(RESULT_WORDS).map(([value, label]) => ({ value, label }))}
          onChange={(result: Filter['result']) => change({ result })}
        />
        <DatePicker.RangePicker
          aria-label="按日期筛选"
          onChange={(range) =>
            change({ from: day(range?.[0] ?? null, false), to: day(range?.[1] ?? null, true) })
          }
        />
        <span className="spacer" />
        <Button type="primary" loading={verifying} onClick={() => void verify()}>
          核对审计链
        </Button>
      </div>
      {verified && (
        <Alert
          type={verified.intact ? 'success' : 'error'}
          showIcon
          closable
          title={verified.message}
          description={`共 ${verified.events.toLocaleString('zh-CN')} 条；链头 ${verified.head}`}
        />
      )}
      <FailureNote failure={list.failure} onRetry={list.reload} />
      <div className="panes audit-panes">
        <div className="pane">
          <IdTable
            label="审计记录"
            ids={ids}
            load={load}
            columns={COLUMNS}
            current={current}
            onCurrent={setCurrent}
            loading={list.loading}
            empty="没有符合条件的记录"
          />
        </div>
        <div className="pane">
          <div className="pane-title">详情</div>
          <div className="pane-body">
            {row ? <Detail row={row} /> : <p className="muted">在左边选一条，看它的全部内容。</p>}
          </div>
        </div>
      </div>
    </>
  );
}

function Detail({ row }: { readonly row: AuditRow }) {
  return (
    <>
      <p>
        {row.id} · {row.at}
      </p>
      <p>
        {row.account}（{rolesWords(row.roles)}）
      </p>
      <p>
        {row.event} → {row.subject}
      </p>
      {row.changes.length > 0 && (
        <table className="audit-changes">
          <thead>
            <tr>
              <th>项</th>
              <th>改前</th>
              <th>改后</th>
            </tr>
          </thead>
          <tbody>
            {row.changes.map((one) => (
              <tr key={one.field}>
                <td>{one.field}</td>
                {one.hidden ? (
                  <td colSpan={2} className="muted">
                    超出知悉范围，不显示
                  </td>
                ) : (
                  <>
                    <td>{one.before}</td>
                    <td>{one.after}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <pre className="audit-detail">{pretty(row.detail)}</pre>
    </>
  );
}

function pretty(detail: string): string {
  try {
    return JSON.stringify(JSON.parse(detail), null, 2);
  } catch {
    // Not every event's detail is JSON; it is shown as it was recorded.
    return detail;
  }
}
