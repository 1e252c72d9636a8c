import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Chosen } from '#contract/bridge.ts';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct } from '../archive/index.ts';

interface Props {
  readonly onLeave: () => void;
  readonly onOpen: (folder: string) => void;
}

/** 从备份恢复: into a new folder, never over an archive that lives. */
export function Restore({ onLeave, onOpen }: Props) {
  const [source, setSource] = useState<Chosen>();
  const [parent, setParent] = useState<Chosen>();
  const [done, setDone] = useState<Output<'backup.restore'>>();
  const restore = useAct('backup.restore', { quiet: true });
  const run = async ({ name }: { name: string }) => {
    if (!source || !parent) return;
    setDone(await restore.run({ source: source.token, parent: parent.token, name }));
  };
  return (
    <div className="gate">
      <Form
        className="gate-card wide"
        layout="vertical"
        onFinish={(values: { name: string }) => void run(values)}
      >
        <h1>从备份恢复</h1>
        <p className="muted">恢复到一个新文件夹，不会覆盖任何现有的库。恢复后请登录并做一次「全库核验」。</p>
        <FailureNote failure={restore.failure} />
        <Form.Item label="备份所在文件夹" required>
          <Button autoFocus onClick={() => void choose('backup-source').then((one) => one && setSource(one))}>
            选择备份…
          </Button>{' '}
          {source?.name ?? '尚未选择'}
        </Form.Item>
        <Form.Item label="恢复到哪个文件夹之下" required>
          <Button onClick={() => void choose('archive-parent').then((one) => one && setParent(one))}>
            选择文件夹…
          </Button>{' '}
          {parent?.name ?? '尚未选择'}
        </Form.Item>
        <Form.Item
          name="name"
          label="恢复后的库名"
          rules={[{ required: true, whitespace: true, message: '请填写库名' }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        {done && (
          <p>
            已恢复到 {done.place}，共 {done.blobs} 个加密文件。
          </p>
        )}
        <div className="gate-actions">
          <Button onClick={onLeave}>返回</Button>
          {done ? (
            <Button type="primary" onClick={() => onOpen(done.folder)}>
              打开并登录
            </Button>
          ) : (
            <Button type="primary" htmlType="submit" loading={restore.busy} disabled={!source || !parent}>
              恢复
            </Button>
          )}
        </div>
      </Form>
    </div>
  );
}
