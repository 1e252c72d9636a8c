import { Button, Popconfirm, Table } from 'antd';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { instantWords } from '../words/index.ts';

type Import = Output<'people.rosterImports'>['imports'][number];

/** 历次导入, each undoable as one act. */
export function RosterImports() {
  const { data, failure, reload } = useRead('people.rosterImports', {});
  const undo = useAct('people.undoRosterImport');
  // Imports are taken back newest first, as the route decides: what came later may build on what came before.
  const newest = data?.imports
    .filter((one) => one.undoneAt === null)
    .reduce((most, one) => Math.max(most, one.id), 0);
  return (
    <>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Import>
        size="small"
        rowKey="id"
        title={() => '历次导入'}
        dataSource={data?.imports ?? []}
        pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '还没有导入过' }}
        columns={[
          { title: '文件', dataIndex: 'fileName', ellipsis: true },
          { title: '时间', width: 140, render: (_value, one) => instantWords(one.at) },
          { title: '经办', dataIndex: 'by', width: 80 },
          { title: '新增', dataIndex: 'added', width: 56, align: 'right' },
          { title: '更新', dataIndex: 'changed', width: 56, align: 'right' },
          { title: '相同', dataIndex: 'same', width: 56, align: 'right' },
          { title: '未收', dataIndex: 'refused', width: 56, align: 'right' },
          {
            title: '',
            width: 120,
            render: (_value, one) =>
              one.undoneAt === null ? (
                <Popconfirm
                  title="撤销这次导入？"
                  description="这次新增的人移出名册，更新的改回原样。已有材料的人不能撤销。"
                  onConfirm={() => void undo.run({ importId: one.id })}
                >
                  <Button
                    loading={undo.busy}
                    disabled={one.id !== newest}
                    title={one.id === newest ? '' : '从最近的一次撤起：请先撤销它之后的导入'}
                  >
                    撤销导入
                  </Button>
                </Popconfirm>
              ) : (
                <span className="muted" title={`${instantWords(one.undoneAt)} 撤销`}>
                  已撤销
                </span>
              ),
          },
        ]}
      />
    </>
  );
}
