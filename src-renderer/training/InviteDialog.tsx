import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { FailureNote, read, useAct } from '../archive/index.ts';
import { PeoplePicker, type PickedPerson } from '../person-picker/index.ts';
import type { Session } from './words.ts';

/** Rows are given out by windows of this many at most. */
const WINDOW = 500;

/** 列入名单: one by one, or the whole roster. */
export function InviteDialog({
  session,
  onClose,
}: {
  readonly session: Session;
  readonly onClose: () => void;
}) {
  const { message } = App.useApp();
  const invite = useAct('training.invite', { quiet: true });
  const [people, setPeople] = useState<readonly PickedPerson[]>([]);
  const add = async (fileIds: readonly number[]) => {
    const done = await invite.run({ sessionId: session.id, fileIds: [...fileIds] });
    if (!done) return;
    void message.success(`列入 ${done.added} 人`);
    onClose();
  };
  const everybody = async () => {
    const list = await read('people.ids', { sort: 'roster', descending: false });
    if (!list.ok) return;
    const fileIds: number[] = [];
    for (let at = 0; at < list.data.ids.length; at += WINDOW) {
      const rows = await read('people.rows', { ids: list.data.ids.slice(at, at + WINDOW) });
      if (!rows.ok) return;
      fileIds.push(...rows.data.rows.map((one) => one.fileId));
    }
    await add(fileIds);
  };
  return (
    <Modal
      title="列入应到名单"
      open
      onCancel={onClose}
      okText={`列入 ${people.length} 人`}
      okButtonProps={{ disabled: people.length === 0, loading: invite.busy }}
      onOk={() => void add(people.map((one) => one.fileId))}
    >
      <FailureNote failure={invite.failure} />
      <PeoplePicker value={people} onChange={setPeople} />
      <Button loading={invite.busy} onClick={() => void everybody()}>
        花名册全体列入
      </Button>
    </Modal>
  );
}
