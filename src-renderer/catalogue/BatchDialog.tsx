import { Alert, App, Modal, Table } from 'antd';
import { useEffect, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { keyTitle, useCommand } from '../keyboard/index.ts';
import { plainDate } from '../words/index.ts';
import { BatchFields } from './BatchFields.tsx';
import { type BatchChange, isComplete, MOST_IN_BATCH } from './batch-change.ts';
import { changeWords } from './change-words.ts';
import type { SchemeClass } from './item-draft.ts';

type BatchItem = Output<'catalogue.previewBatch'>['items'][number];

interface Props {
  readonly ids: readonly number[];
  readonly classes: readonly SchemeClass[];
  readonly onClose: (changed: boolean) => void;
}

/** Typing that pauses this long is previewed. */
const PAUSE_MS = 300;

/** 批量修改: choose fields, look at old and new of each item, write all at once; what is refused is listed with why. */
export function BatchDialog({ ids, classes, onClose }: Props) {
  const { message } = App.useApp();
  const [change, setChange] = useState<BatchChange>({});
  const [shown, setShown] = useState<BatchChange>();
  const [refused, setRefused] = useState<readonly BatchItem[]>();
  const save = useAct('catalogue.saveBatch', { quiet: true });
  const date = change.date === undefined ? undefined : plainDate(change.date);
  const wrongDate = change.date !== undefined && date === undefined;
  const tooMany = ids.length > MOST_IN_BATCH;

  useEffect(() => {
    const ready = !tooMany && !wrongDate && isComplete(change);
    const timer = setTimeout(
      () => setShown(ready ? { ...change, ...(date === undefined ? {} : { date }) } : undefined),
      PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [change, date, wrongDate, tooMany]);

  const preview = useRead('catalogue.previewBatch', shown && { ids: [...ids], change: shown });
  const items = shown === undefined ? [] : (preview.data?.items ?? []);
  const good = items.filter((one) => one.refused === null && one.changes.length > 0);
  const apply = async () => {
    if (shown === undefined || good.length === 0 || save.busy) return;
    const done = await save.run({
      items: good.map(({ id, revision }) => ({ id, revision })),
      change: shown,
    });
    if (!done) return;
    if (done.changed > 0) void message.success(`已修改 ${done.changed} 件，可一次撤销`);
    if (done.refused.length === 0) onClose(true);
    else setRefused(done.refused);
  };
  useCommand('form.save', () => void apply());

  return (
    <Modal
      open
      width={1080}
      title={`批量修改选中的 ${ids.length.toLocaleString('zh-CN')} 件`}
      okText={`修改 ${good.length} 件（${keyTitle('form.save')}）`}
      okButtonProps={{ disabled: good.length === 0, loading: save.busy }}
      cancelText="不改了"
      onOk={() => void apply()}
      onCancel={() => onClose(false)}
      afterOpenChange={(open) => {
        if (open) document.querySelector<HTMLElement>('.batch-fields input')?.focus();
      }}
    >
      {tooMany && (
        <Alert
          type="warning"
          showIcon
          title={`一次最多改 ${MOST_IN_BATCH.toLocaleString('zh-CN')} 件，请分几次选。`}
        />
      )}
      <FailureNote failure={save.failure ?? preview.failure} />
      {refused && (
        <Alert
          type="warning"
          showIcon
          title={`有 ${refused.length} 件未改，其余已改`}
          description={
            <ul className="failure-details">
              {refused.map((one) => (
                <li key={one.id}>
                  「{one.title}」：{one.refused}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <div className="batch">
        <BatchFields change={change} classes={classes} onChange={setChange} />
        <div className="batch-preview">
          {wrongDate && <p className="warning">日期认不出，请写作 2024、2024.03 或 20240315。</p>}
          {shown === undefined ? (
            <p className="muted">在左边勾选要改的栏并填好，这里逐件列出原来的和改后的；确认后一次写入。</p>
          ) : (
            <p className="muted">
              将改 {good.length} 件；不变 {items.filter((one) => one.refused === null).length - good.length}{' '}
              件；不能改 {items.filter((one) => one.refused !== null).length} 件。
            </p>
          )}
          <Table
            size="small"
            rowKey="id"
            virtual
            pagination={false}
            scroll={{ x: 640, y: 330 }}
            dataSource={items}
            locale={{ emptyText: ' ' }}
            columns={[
              { title: '题名', dataIndex: 'title', width: 230, ellipsis: true },
              {
                title: '改动',
                render: (_value, one) =>
                  one.refused === null ? (
                    one.changes.length === 0 ? (
                      <span className="muted">不变</span>
                    ) : (
                      one.changes.map((each) => <div key={each.field}>{changeWords(each)}</div>)
                    )
                  ) : (
                    <span className="warning">不能改：{one.refused}</span>
                  ),
              },
            ]}
          />
        </div>
      </div>
    </Modal>
  );
}
