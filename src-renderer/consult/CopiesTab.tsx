import { Button, Checkbox, Select, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { COPY_STATE_WORDS, COPY_STATES, type CopyState } from '#contract/vocabulary.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';

type Copy = Output<'consult.copies'>['copies'][number];
type Settled = Exclude<CopyState, 'out'>;

/** 摘抄、复制登记: each with its number, until it is back, destroyed or filed. */
export function CopiesTab({ onOpen }: { readonly onOpen: (requestId: number) => void }) {
  const [outOnly, setOutOnly] = useState(true);
  const { data, failure, loading, reload } = useRead('consult.copies', { outOnly });
  const settle = useAct('consult.settleCopy', { quiet: true });
  const clerk = useRoles().includes('clerk');
  const [settling, setSettling] = useState<{ readonly copy: Copy; readonly state: Settled }>();
  return (
    <>
      <div className="screen-bar">
        <Checkbox checked={outOnly} onChange={(event) => setOutOnly(event.target.checked)}>
          只看在外的
        </Checkbox>
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Copy>
        size="small"
        rowKey="id"
        loading={loading && !data}
        dataSource={data?.copies ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: outOnly ? '没有在外的摘抄、复制件' : '还没有摘抄、复制' }}
        columns={[
          {
            title: '查阅单',
            width: 140,
            render: (_value, one) => (
              <Button type="link" onClick={() => onOpen(one.requestId)}>
                {one.requestNumber}
              </Button>
            ),
          },
          { title: '查阅谁', dataIndex: 'personName', width: 90 },
          { title: '种类', width: 60, render: (_value, one) => (one.kind === 'excerpt' ? '摘抄' : '复制') },
          { title: '第几份', width: 70, render: (_value, one) => `第 ${one.copyNumber} 份` },
          { title: '页', dataIndex: 'pages', width: 44, align: 'right' },
          { title: '文件', dataIndex: 'fileName', ellipsis: true },
          { title: '领取人', dataIndex: 'receivedBy', width: 90 },
          { title: '应归期', width: 140, render: (_value, one) => instantWords(one.dueAt) },
          {
            title: '去向',
            width: 210,
            render: (_value, one) =>
              one.state === 'out' && clerk ? (
                <Select<Settled>
                  aria-label="办理去向"
                  placeholder="收回、销毁或归入案卷"
                  onChange={(state) => setSettling({ copy: one, state })}
                  options={COPY_STATES.filter((state): state is Settled => state !== 'out').map((value) => ({
                    value,
                    label: COPY_STATE_WORDS[value],
                  }))}
                />
              ) : (
                `${COPY_STATE_WORDS[one.state]} ${one.note}`
              ),
          },
        ]}
      />
      <ReasonDialog
        open={settling !== undefined}
        title={settling ? `${COPY_STATE_WORDS[settling.state]}：第 ${settling.copy.copyNumber} 份` : ''}
        hint="写明经手人、日期或案卷号。"
        label="情况"
        act={settle}
        onClose={() => setSettling(undefined)}
        run={async (note) =>
          settling !== undefined &&
          (await settle.run({ id: settling.copy.id, state: settling.state, note })) !== undefined
        }
      />
    </>
  );
}
