import { App, Button, Select, Table } from 'antd';
import { type Key, useState } from 'react';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { dateWords } from '../words/index.ts';
import { InviteDialog } from './InviteDialog.tsx';
import { ReadingDialog } from './ReadingDialog.tsx';
import { SessionDialog } from './SessionDialog.tsx';
import { SheetDialog } from './SheetDialog.tsx';
import { VoidButton } from './VoidButton.tsx';
import { FORM_WORDS, MARK_WORDS, type Person, type Session } from './words.ts';

type Dialog = 'edit' | 'invite' | 'sheet' | 'reading';

/** One session: who should come, who came, who has read what. */
export function SessionPane({ id }: { readonly id: number | undefined }) {
  const session = useRead('training.session', id === undefined ? undefined : { id });
  if (!session.data)
    return (
      <div className="pane">
        <FailureNote failure={session.failure} onRetry={session.reload} />
        <p className="pane-body muted">选一次活动，这里是应到名单、到会和签阅情况。</p>
      </div>
    );
  return <Opened session={session.data} />;
}

function Opened({ session }: { readonly session: Session }) {
  const { message } = App.useApp();
  const clerk = useRoles().includes('clerk');
  const mark = useAct('training.mark');
  const exporting = useAct('training.exportSheet');
  const [chosen, setChosen] = useState<readonly Key[]>([]);
  const [dialog, setDialog] = useState<Dialog>();
  const open = clerk && session.voidReason === '';
  const put = (fileIds: readonly number[], to: Person['mark'] | 'remove') =>
    mark.run({
      sessionId: session.id,
      marks: fileIds.map((fileId) => ({ fileId, mark: to, note: '' })),
    });
  const putChosen = async (to: Person['mark'] | 'remove') => {
    if (await put(chosen.map(Number), to)) setChosen([]);
  };
  const write = async () => {
    const target = await choose('save-docx', `签到签阅表-${session.title}`);
    if (!target) return;
    const written = await exporting.run({ id: session.id, target: target.token });
    if (written) void message.success(`已写出「${written.fileName}」`);
  };
  const required = session.materials.filter((one) => one.mustRead);
  return (
    <div className="pane" role="group" aria-label="活动情况">
      <div className="pane-title">
        {session.title}{' '}
        <span className="muted">
          {dateWords(session.heldOn)} · {FORM_WORDS[session.form]} · {session.hours} 学时
          {session.voidReason === '' ? '' : ` · 已作废：${session.voidReason}`}
        </span>
      </div>
      <div className="pane-body">
        {session.summary !== '' && <p>{session.summary}</p>}
        <div className="screen-bar">
          {open && (
            <>
              <Button onClick={() => setDialog('invite')}>列入名单…</Button>
              <Button disabled={session.invited === 0} onClick={() => setDialog('sheet')}>
                读签到表…
              </Button>
              <Button disabled={required.length === 0} onClick={() => setDialog('reading')}>
                记签阅…
              </Button>
              <Button onClick={() => setDialog('edit')}>修改…</Button>
              <VoidButton session={session} />
            </>
          )}
          <Button disabled={session.invited === 0} loading={exporting.busy} onClick={() => void write()}>
            签到签阅表…
          </Button>
        </div>
        {open && chosen.length > 0 && (
          <div className="screen-bar" role="toolbar" aria-label="所选的人">
            <span>所选 {chosen.length} 人记作</span>
            {(['present', 'leave', 'absent', 'invited'] as const).map((to) => (
              <Button key={to} onClick={() => void putChosen(to)}>
                {MARK_WORDS[to]}
              </Button>
            ))}
            <Button onClick={() => void putChosen('remove')}>移出名单</Button>
          </div>
        )}
        <Table<Person>
          size="small"
          rowKey="fileId"
          dataSource={session.people}
          pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
          {...(open ? { rowSelection: { selectedRowKeys: [...chosen], onChange: setChosen } } : {})}
          locale={{ emptyText: open ? '名单还空着，请「列入名单…」' : '没有名单' }}
          columns={[
            { title: '姓名', dataIndex: 'name', width: 90 },
            { title: '单位', dataIndex: 'unit', ellipsis: true },
            {
              title: '到会',
              width: 100,
              render: (_value, one) =>
                open && one.itemId === null ? (
                  <Select
                    aria-label={`${one.name}到会`}
                    className="training-mark"
                    value={one.mark}
                    onChange={(to) => void put([one.fileId], to)}
                    options={Object.entries(MARK_WORDS).map(([value, label]) => ({
                      value: value as Person['mark'],
                      label,
                    }))}
                  />
                ) : (
                  MARK_WORDS[one.mark]
                ),
            },
            {
              title: '签阅',
              width: 90,
              render: (_value, one) =>
                required.length === 0
                  ? ''
                  : `${required.filter((material) => one.read.some((done) => done.materialId === material.id)).length} / ${required.length}`,
            },
            { title: '归卷', width: 60, render: (_value, one) => (one.itemId === null ? '' : '已归') },
          ]}
        />
      </div>
      {dialog === 'edit' && (
        <SessionDialog
          year={session.heldOn.slice(0, 4)}
          session={session}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'invite' && <InviteDialog session={session} onClose={() => setDialog(undefined)} />}
      {dialog === 'sheet' && <SheetDialog sessionId={session.id} onClose={() => setDialog(undefined)} />}
      {dialog === 'reading' && <ReadingDialog session={session} onClose={() => setDialog(undefined)} />}
    </div>
  );
}
