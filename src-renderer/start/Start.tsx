import { Button, Table } from 'antd';
import { useEffect, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { actQuietly, choose, FailureNote, useAct } from '../archive/index.ts';
import { sessionIs } from '../session/index.ts';
import { Assistant } from './Assistant.tsx';
import { Restore } from './Restore.tsx';
import './start.css';

type Recent = Output<'archive.recent'>['archives'];

/** 开始: recent archives, another one, a new one, or one brought back from a backup. */
export function Start() {
  const [recent, setRecent] = useState<Recent>();
  const [way, setWay] = useState<'choose' | 'create' | 'restore'>();
  const open = useAct('archive.open', { quiet: true });
  useEffect(() => {
    void actQuietly('archive.recent', {}).then((result) => setRecent(result.ok ? result.data.archives : []));
  }, []);
  const openFolder = async (folder: string) => {
    const state = await open.run({ folder });
    if (state) sessionIs(state);
  };
  const chooseAndOpen = async () => {
    const chosen = await choose('archive-folder');
    if (chosen) await openFolder(chosen.token);
  };
  if (recent === undefined) return null;
  // A machine that has never opened an archive begins with the assistant.
  if (way === 'create' || (way === undefined && recent.length === 0))
    return <Assistant onLeave={() => setWay('choose')} />;
  if (way === 'restore')
    return <Restore onLeave={() => setWay('choose')} onOpen={(folder) => void openFolder(folder)} />;
  return (
    <div className="gate">
      <section className="gate-card wide" aria-label="选择库">
        <h1>廉档</h1>
        <p className="muted">干部廉政档案管理。数据只在本机，程序不联网。</p>
        <FailureNote failure={open.failure} />
        <Table<Recent[number]>
          size="small"
          pagination={false}
          rowKey="folder"
          dataSource={recent}
          locale={{ emptyText: '这台机器上还没有打开过库' }}
          columns={[
            { title: '最近打开的库', dataIndex: 'name' },
            { title: '所在位置', dataIndex: 'place', ellipsis: true },
            {
              title: '',
              width: 80,
              render: (_value, one) => (
                <Button type="primary" loading={open.busy} onClick={() => void openFolder(one.folder)}>
                  打开
                </Button>
              ),
            },
          ]}
        />
        <div className="gate-actions">
          <Button onClick={() => void chooseAndOpen()}>打开其他库…</Button>
          <Button onClick={() => setWay('create')}>新建库…</Button>
          <Button onClick={() => setWay('restore')}>从备份恢复…</Button>
        </div>
      </section>
    </div>
  );
}
