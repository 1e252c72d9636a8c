import { App, Button, Progress, Segmented, Table, Tag } from 'antd';
import { type Key, useState } from 'react';
import type { Input } from '#contract/index.ts';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { dateWords } from '../words/index.ts';
import { CreateDialog } from './CreateDialog.tsx';
import { LetterPane } from './LetterPane.tsx';
import { type Step, useSteps } from './use-steps.ts';
import { CONCLUSION_WORDS, KIND_WORDS, type Row, STATE } from './words.ts';

type List = Input<'letter.list'>['list'];

/** The list at the left, one letter at the right; many at once go on by the buttons above. */
export function LettersTab({ fileId }: { readonly fileId: number | undefined }) {
  const { message } = App.useApp();
  const roles = useRoles();
  const [list, setList] = useState<List>('open');
  const [chosen, setChosen] = useState<readonly Key[]>([]);
  const [current, setCurrent] = useState<number>();
  const [creating, setCreating] = useState(false);
  const [returning, setReturning] = useState(false);
  const letters = useRead('letter.list', { list, ...(fileId === undefined ? {} : { fileId }) });
  const steps = useSteps();
  const exporting = useAct('letter.exportBatch');
  const rows = letters.data?.letters ?? [];
  const picked = rows.filter((one) => chosen.includes(one.id));
  const inState = (state: Row['state']) => picked.filter((one) => one.state === state).map((one) => one.id);
  const [drafts, submitted, reviewed] = [inState('draft'), inState('submitted'), inState('reviewed')];
  const mine = roles.includes('reviewer') ? submitted : roles.includes('approver') ? reviewed : [];
  const backStep: Step = roles.includes('reviewer') ? 'review' : 'sign';
  const take = async (step: Step, ids: readonly number[], pass = true, note = '') => {
    const { done, refused } = await steps.run(step, ids, pass, note);
    if (done > 0) void message.success(`办理 ${done} 份`);
    setChosen(refused.map((one) => one.id));
    return refused.length === 0;
  };
  const exportBatch = async (batchId: number) => {
    const folder = await choose('target-folder');
    if (!folder) return;
    const written = await exporting.run({ batchId, target: folder.token });
    if (written) void message.success(`已写出 ${written.written.length} 份`);
  };
  const signedBatch = picked.find((one) => one.state === 'signed')?.batchId;
  return (
    <>
      <div className="screen-bar">
        <Segmented<List>
          aria-label="清单"
          value={list}
          onChange={(value) => {
            setList(value);
            setChosen([]);
          }}
          options={[
            { value: 'open', label: '在办' },
            { value: 'to-review', label: '待审核' },
            { value: 'to-sign', label: '待签发' },
            { value: 'signed', label: '已签发' },
            { value: 'all', label: '全部' },
          ]}
        />
        {roles.includes('clerk') && (
          <>
            <Button type="primary" onClick={() => setCreating(true)}>
              起草…
            </Button>
            <Button disabled={drafts.length === 0} onClick={() => void take('submit', drafts)}>
              提交审核（{drafts.length}）
            </Button>
          </>
        )}
        {roles.includes('reviewer') && (
          <Button
            type="primary"
            disabled={submitted.length === 0}
            onClick={() => void take('review', submitted)}
          >
            审核通过（{submitted.length}）
          </Button>
        )}
        {roles.includes('approver') && (
          <Button type="primary" disabled={reviewed.length === 0} onClick={() => void take('sign', reviewed)}>
            签发（{reviewed.length}）
          </Button>
        )}
        {(roles.includes('reviewer') || roles.includes('approver')) && (
          <Button disabled={mine.length === 0} onClick={() => setReturning(true)}>
            退回…
          </Button>
        )}
        <Button
          disabled={signedBatch === undefined}
          loading={exporting.busy}
          onClick={() => signedBatch !== undefined && void exportBatch(signedBatch)}
        >
          输出整批…
        </Button>
        {steps.total > 0 && (
          <span className="row-acts letter-progress">
            <Progress
              percent={Math.round((100 * steps.done) / steps.total)}
              format={() => `${steps.done} / ${steps.total}`}
            />
            <Button onClick={steps.stop}>停下</Button>
          </span>
        )}
      </div>
      <FailureNote failure={letters.failure ?? steps.failure} onRetry={letters.reload} />
      <div className="panes letter-panes">
        <div className="pane">
          <Table<Row>
            size="small"
            rowKey="id"
            aria-label="意见清单"
            loading={letters.loading && !letters.data}
            dataSource={rows}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            rowSelection={{ selectedRowKeys: [...chosen], onChange: setChosen }}
            rowClassName={(one) => (one.id === current ? 'letter-current' : '')}
            onRow={(one) => ({ onClick: () => setCurrent(one.id) })}
            locale={{
              emptyText: roles.includes('clerk')
                ? '没有意见。收到征求函后点「起草…」，可一次选多名干部。'
                : '没有意见',
            }}
            columns={[
              {
                title: '姓名',
                width: 90,
                render: (_value, one) => (
                  <Button type="link" onClick={() => setCurrent(one.id)}>
                    {one.personName}
                  </Button>
                ),
              },
              {
                title: '用途',
                ellipsis: true,
                render: (_value, one) => `${one.purpose}（${KIND_WORDS[one.kind]}）`,
              },
              {
                title: '结论',
                width: 130,
                render: (_value, one) => CONCLUSION_WORDS[one.conclusion],
              },
              {
                title: '状态',
                width: 80,
                render: (_value, one) => <Tag color={STATE[one.state].colour}>{STATE[one.state].word}</Tag>,
              },
              { title: '限期', width: 95, render: (_value, one) => dateWords(one.dueOn) },
            ]}
          />
          {(letters.data?.more ?? 0) > 0 && (
            <p className="muted">另有 {letters.data?.more} 份较早的未列出，请按状态筛选。</p>
          )}
          {steps.refused.length > 0 && (
            <div role="alert" className="letter-refused">
              <b>没有办成的 {steps.refused.length} 份，仍选着：</b>
              <ul>
                {steps.refused.map((one) => (
                  <li key={one.id}>
                    {one.personName}：{one.message}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </div>
        <LetterPane key={current} id={current} />
      </div>
      {creating && (
        <CreateDialog
          onClose={(first) => {
            setCreating(false);
            if (first !== undefined) setCurrent(first);
          }}
        />
      )}
      <ReasonDialog
        open={returning}
        title={`退回 ${mine.length} 份`}
        hint="退回后由承办人修改，再从头走一遍审核和签发。"
        label="退回原因"
        act={steps}
        onClose={() => setReturning(false)}
        run={(note) => take(backStep, mine, false, note)}
      />
    </>
  );
}
