import { Table, Tag } from 'antd';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { CHANGE_WORDS, dotted } from './words.ts';

type Version = Output<'duty.rules'>['versions'][number];

/** Every version: since when, why, by whom, and what it changed. */
export function VersionsTab() {
  const { data, failure, loading, reload } = useRead('duty.rules', {});
  return (
    <>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Version>
        size="small"
        rowKey="version"
        loading={loading && !data}
        dataSource={data?.versions ?? []}
        pagination={false}
        columns={[
          {
            title: '版本',
            width: 150,
            render: (_value, one) => (
              <>
                第 {one.version} 版 {one.version === data?.inForce && <Tag color="green">施行中</Tag>}
                {one.replaced && <Tag>未施行，已被取代</Tag>}
              </>
            ),
          },
          { title: '施行自', width: 100, render: (_value, one) => dotted(one.inForceFrom) || '起初' },
          { title: '理由', dataIndex: 'reason', width: 240 },
          { title: '由谁', dataIndex: 'by', width: 90 },
          { title: '何时存', width: 100, render: (_value, one) => one.at?.slice(0, 10) ?? '' },
          {
            title: '改了什么',
            render: (_value, one) =>
              one.changes
                .map((each) => `${CHANGE_WORDS[each.change]}${each.part}「${each.name}」`)
                .join('；'),
          },
        ]}
      />
    </>
  );
}
