import { App, Button, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, useAct } from '../archive/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';

type Difference = Output<'shelf.inventory'>['differences'][number];
const KIND_WORDS: Readonly<Record<Difference['kind'], string>> = {
  missing: '系统有架上无',
  stranger: '架上有系统无',
  pages: '页数不符',
  place: '位置不符',
};

interface Props {
  readonly id: number;
  readonly place: string;
  readonly differences: readonly Difference[];
}

/** 差异报告: what paper and archive say of each other, and how each difference was settled. */
export function DifferenceReport({ id, place, differences }: Props) {
  const { message } = App.useApp();
  const roles = useRoles();
  const may = roles.includes('clerk') || roles.includes('reviewer');
  const [settling, setSettling] = useState<Difference>();
  const settle = useAct('shelf.settle', { quiet: true });
  const exporting = useAct('shelf.exportDifferences');
  const write = async (format: 'docx' | 'xlsx') => {
    const target = await choose(`save-${format}`, `盘点差异报告-${id}`);
    if (!target) return;
    const done = await exporting.run({ id, format, target: target.token });
    if (done) void message.success(`已写出「${done.fileName}」`);
  };
  return (
    <>
      <div className="screen-bar">
        <span>
          {place} 的差异 {differences.length} 处，未处理{' '}
          {differences.filter((one) => one.settledBy === null).length} 处
        </span>
        <span className="spacer" />
        <Button disabled={!may} loading={exporting.busy} onClick={() => void write('docx')}>
          差异报告 docx
        </Button>
        <Button disabled={!may} onClick={() => void write('xlsx')}>
          差异报告 xlsx
        </Button>
      </div>
      <Table<Difference>
        size="small"
        rowKey="id"
        dataSource={differences}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '纸质与系统一致，没有差异' }}
        columns={[
          { title: '差异', width: 120, render: (_value, one) => KIND_WORDS[one.kind] },
          { title: '案卷', dataIndex: 'label', width: 180, ellipsis: true },
          { title: '系统', dataIndex: 'expected', ellipsis: true },
          { title: '实物', dataIndex: 'found', ellipsis: true },
          {
            title: '处理',
            width: 260,
            ellipsis: true,
            render: (_value, one) =>
              one.settledBy === null ? (
                <Button size="small" disabled={!may} onClick={() => setSettling(one)}>
                  处理…
                </Button>
              ) : (
                `${one.settledBy}：${one.reason}`
              ),
          },
        ]}
      />
      <ReasonDialog
        open={settling !== undefined}
        title="处理差异"
        hint={settling ? `${KIND_WORDS[settling.kind]}：${settling.label}` : ''}
        label="查明的原因和处理"
        act={settle}
        onClose={() => setSettling(undefined)}
        run={async (reason) =>
          settling !== undefined && (await settle.run({ differenceId: settling.id, reason })) !== undefined
        }
      />
    </>
  );
}
