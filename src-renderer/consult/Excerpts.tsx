import { App, Button, Table } from 'antd';
import { useState } from 'react';
import { choose, useAct } from '../archive/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import type { Request } from './RequestPane.tsx';

type Excerpt = Request['excerpts'][number];
const STATE_WORDS: Record<Excerpt['state'], string> = {
  written: '待核对',
  passed: '核对无误',
  refused: '不予带出',
};

/** 摘抄: written by the readers, compared with the pages by the archivist, then given out with a number. */
export function Excerpts({ request }: { readonly request: Request }) {
  const { message } = App.useApp();
  const roles = useRoles();
  const may = roles.includes('clerk') || roles.includes('reviewer');
  const check = useAct('consult.checkExcerpt');
  const give = useAct('consult.exportExcerpts');
  const [refusing, setRefusing] = useState<number>();
  if (request.excerpts.length === 0) return null;
  const passed = request.excerpts.filter((one) => one.state === 'passed').length;
  const write = async () => {
    const target = await choose('save-docx', `摘抄-${request.number}`);
    if (!target) return;
    const receivedBy = request.readers[0]?.name ?? '';
    const done = await give.run({ requestId: request.id, receivedBy, target: target.token });
    if (done) void message.success(`第 ${done.copyNumber} 份：「${done.fileName}」`);
  };
  return (
    <>
      <Table<Excerpt>
        size="small"
        rowKey="id"
        title={() => '摘抄'}
        pagination={false}
        dataSource={request.excerpts}
        columns={[
          { title: '材料', dataIndex: 'title', width: 160, ellipsis: true },
          { title: '内容', dataIndex: 'text' },
          {
            title: '核对',
            width: 170,
            render: (_value, one) =>
              one.state === 'written' && may ? (
                <span className="row-acts">
                  <Button
                    type="primary"
                    loading={check.busy}
                    onClick={() => void check.run({ id: one.id, pass: true, note: '' })}
                  >
                    与原件相符
                  </Button>
                  <Button onClick={() => setRefusing(one.id)}>不予带出…</Button>
                </span>
              ) : (
                `${STATE_WORDS[one.state]}${one.checkedBy === null ? '' : `（${one.checkedBy}${one.note === '' ? '' : `：${one.note}`}）`}`
              ),
          },
        ]}
      />
      {roles.includes('clerk') && (
        <Button disabled={passed === 0} loading={give.busy} onClick={() => void write()}>
          出具摘抄件 docx（{passed} 段）
        </Button>
      )}
      <ReasonDialog
        open={refusing !== undefined}
        title="摘抄不予带出"
        hint="内容保留在查阅单上，不写到外面。"
        label="理由"
        act={check}
        onClose={() => setRefusing(undefined)}
        run={async (note) =>
          refusing !== undefined && (await check.run({ id: refusing, pass: false, note })) !== undefined
        }
      />
    </>
  );
}
