import { App, Modal, Select } from 'antd';
import { useState } from 'react';
import { trayAddress } from '#contract/bridge.ts';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';

type Page = Output<'pages.list'>['pages'][number];
interface Props {
  readonly itemId: number;
  readonly pages: readonly Page[];
  /** The page whose place the file takes; undefined: it is put between the others. */
  readonly replaced: Page | undefined;
  /** Behind this page, unless another is chosen; 0: before the first. */
  readonly after: number;
  readonly onClose: () => void;
}

/** 插入、替换: a file that waits in the tray, seen before it is put in. */
export function InsertDialog({ itemId, pages, replaced, after, onClose }: Props) {
  const { message } = App.useApp();
  const tray = useRead('intake.tray', { state: 'waiting' });
  const insert = useAct('pages.insert', { quiet: true });
  const [entryId, setEntryId] = useState<number>();
  const [behind, setBehind] = useState(after);
  const entries = (tray.data?.entries ?? []).filter((one) => one.kept);
  const run = async () => {
    if (entryId === undefined) return;
    const done = await insert.run({
      entryId,
      itemId,
      after: replaced ? 0 : behind,
      replaces: replaced?.id ?? null,
    });
    if (!done) return;
    void message.success(`${done.label}，可撤销（Ctrl+Z）`);
    onClose();
  };
  return (
    <Modal
      title={replaced ? `替换第 ${replaced.position} 页` : '插入页'}
      open
      width={640}
      onCancel={onClose}
      okText={replaced ? '替换' : '插入'}
      okButtonProps={{ disabled: entryId === undefined, loading: insert.busy }}
      onOk={() => void run()}
    >
      <FailureNote failure={tray.failure ?? insert.failure} onRetry={tray.reload} />
      <Field label="待处理的文件" extra={replaced ? '换下的页留存备查' : '放入后可撤销'}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={
            tray.data && entries.length === 0 ? '没有待处理的文件，请先扫描或导入' : '输入文件名查找'
          }
          value={entryId ?? null}
          onChange={(next) => setEntryId(next ?? undefined)}
          options={entries.map((one) => ({ value: one.id, label: one.relativePath }))}
        />
      </Field>
      {!replaced && (
        <Field label="放在哪里">
          <Select
            value={behind}
            onChange={setBehind}
            options={[
              { value: 0, label: '第一页之前' },
              ...pages.map((page) => ({ value: page.id, label: `第 ${page.position} 页之后` })),
            ]}
          />
        </Field>
      )}
      {entryId !== undefined && (
        <div className="insert-picture">
          <img src={trayAddress(entryId)} alt="所选的文件" draggable={false} />
        </div>
      )}
    </Modal>
  );
}
