import { Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { FailureNote, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { dateWords } from '../words/index.ts';
import { SessionDialog } from './SessionDialog.tsx';
import { SessionPane } from './SessionPane.tsx';
import { FORM_WORDS, type Head } from './words.ts';

/** The year's sessions at the left, one with its people at the right. */
export function SessionsTab({ year }: { readonly year: string }) {
  const clerk = useRoles().includes('clerk');
  const { data, failure, loading, reload } = useRead('training.sessions', { year });
  const [current, setCurrent] = useState<number>();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <div className="screen-bar">
        {clerk && (
          <Button type="primary" onClick={() => setAdding(true)}>
            登记活动…
          </Button>
        )}
        <span className="muted">到会的人，年底可在「人员」里一次归入各自的卷（0508 类）。</span>
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <div className="panes training-panes">
        <div className="pane">
          <Table<Head>
            size="small"
            rowKey="id"
            loading={loading && !data}
            dataSource={data?.sessions ?? []}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            rowClassName={(one) => (one.id === current ? 'training-current' : '')}
            onRow={(one) => ({ onClick: () => setCurrent(one.id) })}
            locale={{ emptyText: clerk ? '这一年还没有活动，请「登记活动…」' : '这一年还没有活动' }}
            columns={[
              { title: '日期', width: 95, render: (_value, one) => dateWords(one.heldOn) },
              {
                title: '内容',
                ellipsis: true,
                render: (_value, one) => (
                  <Button type="link" onClick={() => setCurrent(one.id)}>
                    {one.title}
                  </Button>
                ),
              },
              { title: '形式', width: 80, render: (_value, one) => FORM_WORDS[one.form] },
              { title: '到/应到', width: 80, render: (_value, one) => `${one.present} / ${one.invited}` },
              {
                title: '待签阅',
                width: 70,
                render: (_value, one) =>
                  one.voidReason === '' ? one.unread || '' : <Tag title={one.voidReason}>作废</Tag>,
              },
            ]}
          />
        </div>
        <SessionPane key={current} id={current} />
      </div>
      {adding && (
        <SessionDialog
          year={year}
          session={undefined}
          onClose={(id) => {
            setAdding(false);
            if (id !== undefined) setCurrent(id);
          }}
        />
      )}
    </>
  );
}
