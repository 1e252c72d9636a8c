import { App, Button, Checkbox, Table } from 'antd';
import { type Key, useState } from 'react';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { dateWords, instantWords, ORIGINALITY_WORDS } from '../words/index.ts';
import { CHECK_WORDS, type Check, type Handover, type HandoverLine, VERDICT_WORDS } from './words.ts';

/** Hand-over lists at the left, one with its rows at the right. */
export function HandoversTab() {
  const { data, failure, loading, reload } = useRead('collection.handovers', {});
  const [current, setCurrent] = useState<number>();
  return (
    <>
      <FailureNote failure={failure} onRetry={reload} />
      <div className="panes collection-handovers">
        <div className="pane">
          <Table
            size="small"
            rowKey="id"
            loading={loading && !data}
            dataSource={data?.handovers ?? []}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            rowClassName={(one) => (one.id === current ? 'collection-current' : '')}
            onRow={(one) => ({ onClick: () => setCurrent(one.id) })}
            locale={{ emptyText: '还没有移交清单。在「任务」里选任务「登记移交…」，或「收任务文件…」' }}
            columns={[
              {
                title: '清单号',
                width: 120,
                render: (_value, one) => (
                  <Button type="link" onClick={() => setCurrent(one.id)}>
                    {one.number}
                  </Button>
                ),
              },
              { title: '部门', dataIndex: 'department', ellipsis: true },
              { title: '移交', width: 100, render: (_value, one) => dateWords(one.handedOn) },
              {
                title: '办理',
                width: 110,
                render: (_value, one) =>
                  one.pending > 0 ? `待收 ${one.pending} / ${one.rows}` : `${one.rows} 行已办`,
              },
            ]}
          />
        </div>
        <HandoverPane key={current} id={current} />
      </div>
    </>
  );
}

function HandoverPane({ id }: { readonly id: number | undefined }) {
  const { data, failure, reload } = useRead('collection.handover', id === undefined ? undefined : { id });
  if (!data)
    return (
      <div className="pane">
        <FailureNote failure={failure} onRetry={reload} />
        <p className="pane-body muted">选一张清单，这里逐行接收或退回。</p>
      </div>
    );
  return <Opened one={data} />;
}

function Opened({ one }: { readonly one: Handover }) {
  const { message } = App.useApp();
  const clerk = useRoles().includes('clerk');
  const decide = useAct('collection.decide', { quiet: true });
  const exporting = useAct('collection.exportHandover');
  const [chosen, setChosen] = useState<readonly Key[]>([]);
  const [checks, setChecks] = useState<readonly Check[]>([]);
  const [returning, setReturning] = useState(false);
  const rowIds = chosen.map(Number);
  const accept = async () => {
    const done = await decide.run({
      verdict: 'accepted',
      handoverId: one.id,
      rowIds,
      checks: [...checks],
    });
    if (!done) return;
    void message.success(`接收 ${done.itemIds.length} 件，已登记为材料（草稿），可在编目中撤销`);
    setChosen([]);
    setChecks([]);
  };
  const write = async (paper: 'list' | 'return-note') => {
    const target = await choose(
      'save-docx',
      `${paper === 'list' ? '材料移交清单' : '材料退回清单'}-${one.number}`,
    );
    if (!target) return;
    const written = await exporting.run({ id: one.id, paper, target: target.token });
    if (written) void message.success(`已写出「${written.fileName}」`);
  };
  return (
    <div className="pane" role="group" aria-label="清单情况">
      <div className="pane-title">
        {one.number}{' '}
        <span className="muted">
          {one.department} · 移交人 {one.hander} · {dateWords(one.handedOn)}
          {one.receivedBy && ` · 接收人 ${one.receivedBy} ${instantWords(one.receivedAt)}`}
        </span>
      </div>
      <div className="pane-body">
        <FailureNote failure={decide.failure} />
        <div className="screen-bar">
          <Button loading={exporting.busy} onClick={() => void write('list')}>
            移交清单…
          </Button>
          <Button
            disabled={one.returned === 0}
            loading={exporting.busy}
            onClick={() => void write('return-note')}
          >
            退回清单…
          </Button>
        </div>
        {clerk && one.pending > 0 && (
          <div className="screen-bar" role="toolbar" aria-label="接收条件">
            <span>所选 {rowIds.length} 行逐项核对：</span>
            {CHECK_WORDS.map(([check, word]) => (
              <Checkbox
                key={check}
                checked={checks.includes(check)}
                onChange={(event) =>
                  setChecks(
                    event.target.checked ? [...checks, check] : checks.filter((other) => other !== check),
                  )
                }
              >
                {word}
              </Checkbox>
            ))}
            <Button
              type="primary"
              disabled={rowIds.length === 0 || checks.length < CHECK_WORDS.length}
              loading={decide.busy}
              onClick={() => void accept()}
            >
              接收
            </Button>
            <Button disabled={rowIds.length === 0} onClick={() => setReturning(true)}>
              退回…
            </Button>
          </div>
        )}
        <Table<HandoverLine>
          size="small"
          rowKey="id"
          dataSource={one.lines}
          pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
          {...(clerk && one.pending > 0
            ? {
                rowSelection: {
                  selectedRowKeys: [...chosen],
                  onChange: (keys: Key[]) => setChosen(keys),
                  getCheckboxProps: (line: HandoverLine) => ({
                    disabled: line.verdict !== 'pending',
                    'aria-label': `选${line.personName}${line.title}`,
                  }),
                },
              }
            : {})}
          columns={[
            { title: '姓名', dataIndex: 'personName', width: 80 },
            { title: '类号', dataIndex: 'classCode', width: 60 },
            { title: '材料名称', dataIndex: 'title', ellipsis: true },
            { title: '日期', width: 95, render: (_value, line) => dateWords(line.date) },
            { title: '页', dataIndex: 'pages', width: 45 },
            { title: '原件', width: 70, render: (_value, line) => ORIGINALITY_WORDS[line.originality] },
            {
              title: '结果',
              width: 120,
              render: (_value, line) =>
                `${VERDICT_WORDS[line.verdict]}${line.reason === '' ? '' : `：${line.reason}`}`,
            },
          ]}
        />
      </div>
      <ReasonDialog
        open={returning}
        title={`退回 ${rowIds.length} 行`}
        hint="理由写进退回清单和催收记录，任务仍未办结。"
        label="退回原因"
        act={decide}
        onClose={() => setReturning(false)}
        run={async (reason) => {
          const done = await decide.run({ verdict: 'returned', handoverId: one.id, rowIds, reason });
          if (done) setChosen([]);
          return done !== undefined;
        }}
      />
    </div>
  );
}
