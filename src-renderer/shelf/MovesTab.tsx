import { App, Button, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';
import { useRoles } from '../session/index.ts';

type Move = Output<'shelf.history'>['moves'][number];

/** 移库记录: the last lines, or all of one volume; each slip can be written out again. */
export function MovesTab() {
  const { message } = App.useApp();
  const roles = useRoles();
  const mayPrint = roles.includes('clerk') || roles.includes('reviewer');
  const [person, setPerson] = useState<PickedPerson>();
  const reading = useRead('shelf.history', person ? { fileId: person.fileId } : {});
  const exporting = useAct('shelf.exportSlip');
  const write = async (slip: number) => {
    const target = await choose('save-docx', `移库单-${slip}`);
    if (!target) return;
    const done = await exporting.run({ slip, target: target.token });
    if (done) void message.success(`已写出「${done.fileName}」`);
  };
  return (
    <>
      <div className="screen-bar">
        <PersonPicker
          label="哪位干部"
          placeholder="全部（最近 500 行）"
          value={person}
          onChange={setPerson}
        />
      </div>
      <FailureNote failure={reading.failure} onRetry={reading.reload} />
      <Table<Move>
        size="small"
        rowKey="id"
        loading={reading.loading && !reading.data}
        dataSource={reading.data?.moves ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '还没有移库' }}
        columns={[
          { title: '日期', width: 100, render: (_value, one) => one.at.slice(0, 10) },
          { title: '案卷（位置）', dataIndex: 'label', width: 170 },
          { title: '原位置', ellipsis: true, render: (_value, one) => one.from || '（未入库）' },
          { title: '现位置', dataIndex: 'to', ellipsis: true },
          { title: '理由', dataIndex: 'reason', ellipsis: true, width: 160 },
          { title: '经办', dataIndex: 'by', width: 90 },
          {
            title: '移库单',
            width: 110,
            render: (_value, one) => (
              <Button type="link" disabled={!mayPrint || exporting.busy} onClick={() => void write(one.slip)}>
                {one.slip} 号 docx
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}
