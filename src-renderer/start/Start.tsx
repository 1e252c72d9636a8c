import { Button, List } from 'antd';
import { useEffect, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { actQuietly, choose, FailureNote, useAct } from '../archive/index.ts';
import { sessionIs } from '../session/index.ts';

/** 开始: recent archives, another one, or a new one. */
export function Start() {
  const [recent, setRecent] = useState<Output<'archive.recent'>['archives']>([]);
  const open = useAct('archive.open', { quiet: true });
  useEffect(() => {
    void actQuietly('archive.recent', {}).then((result) => result.ok && setRecent(result.data.archives));
  }, []);
  const openFolder = async (folder: string) => {
    const state = await open.run({ folder });
    if (state) sessionIs(state);
  };
  const chooseAndOpen = async () => {
    const chosen = await choose('archive-folder');
    if (chosen) await openFolder(chosen.token);
  };
  return (
    <div className="gate">
      <div className="gate-card wide">
        <h1>廉档</h1>
        <FailureNote failure={open.failure} />
        <List
          size="small"
          dataSource={recent}
          locale={{ emptyText: '还没有打开过库' }}
          renderItem={(one) => (
            <List.Item
              actions={[
                <Button key="open" onClick={() => void openFolder(one.folder)}>
                  打开
                </Button>,
              ]}
            >
              <List.Item.Meta title={one.name} description={one.place} />
            </List.Item>
          )}
        />
        <Button onClick={() => void chooseAndOpen()}>打开其他库</Button>
      </div>
    </div>
  );
}
