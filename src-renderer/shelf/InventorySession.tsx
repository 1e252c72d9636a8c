import { Alert, Button, Checkbox, Input, InputNumber, type InputRef, Table } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { DifferenceReport } from './DifferenceReport.tsx';

type Expected = Output<'shelf.inventory'>['expected'][number];

/** One 盘点: a focused line for the hand scanner, and the list to tick; at the end its differences. */
export function InventorySession({ id, onBack }: { readonly id: number; readonly onBack: () => void }) {
  const clerk = useRoles().includes('clerk');
  const reading = useRead('shelf.inventory', { id });
  const scan = useAct('shelf.scanCode', { quiet: true });
  const tick = useAct('shelf.tick');
  const pause = useAct('shelf.pauseInventory');
  const finish = useAct('shelf.finishInventory');
  const [code, setCode] = useState('');
  const [said, setSaid] = useState('');
  const [sure, setSure] = useState(false);
  const line = useRef<InputRef>(null);
  const data = reading.data;
  const state = data?.about.state;
  const open = state === 'open' && clerk;
  useEffect(() => {
    if (open) line.current?.focus();
  }, [open]);
  const enter = async () => {
    const asked = code.trim();
    if (asked === '' || scan.busy) return;
    setCode('');
    const done = await scan.run({ id, code: asked });
    setSaid(done?.message ?? '');
  };
  const mark = (one: Expected, seen: boolean, pages: number | null) =>
    void tick.run({ id, fileId: one.fileId, seen, pages });
  const left = data?.expected.filter((one) => one.seenAt === null).length ?? 0;
  return (
    <>
      <div className="screen-bar">
        <Button onClick={onBack}>返回盘点列表</Button>
        {open && (
          <Input
            ref={line}
            className="shelf-scan"
            aria-label="扫码"
            placeholder="先扫盒，再扫盒里的卷；也可手输"
            maxLength={60}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            onPressEnter={(event) => {
              if (!event.nativeEvent.isComposing) void enter();
            }}
          />
        )}
        {data && (
          <span>
            {data.about.place}　见到 {data.about.seen} 卷，未见 {left} 卷
            {data.standing ? `　现在在：${data.standing}` : ''}
          </span>
        )}
        <span className="spacer" />
        {clerk && state !== 'finished' && (
          <>
            <Button loading={pause.busy} onClick={() => void pause.run({ id, paused: state === 'open' })}>
              {state === 'paused' ? '继续盘点' : '暂停'}
            </Button>
            {sure ? (
              <Button danger loading={finish.busy} disabled={!open} onClick={() => void finish.run({ id })}>
                {left > 0 ? `确认结束（${left} 卷未见）` : '确认结束'}
              </Button>
            ) : (
              <Button type="primary" disabled={!open} onClick={() => setSure(true)}>
                结束盘点…
              </Button>
            )}
          </>
        )}
      </div>
      <FailureNote failure={reading.failure ?? scan.failure} onRetry={reading.reload} />
      {said !== '' && !scan.failure && state === 'open' && (
        <Alert className="shelf-said" type="info" title={said} role="status" />
      )}
      {data && data.strangers.length > 0 && state !== 'finished' && (
        <Alert type="warning" title={`架上有系统无：${data.strangers.join('、')}`} />
      )}
      {data && state === 'finished' ? (
        <DifferenceReport id={id} place={data.about.place} differences={data.differences} />
      ) : (
        <Table<Expected>
          size="small"
          rowKey="fileId"
          loading={reading.loading && !data}
          dataSource={data?.expected ?? []}
          pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: '按系统登记，这里没有案卷' }}
          columns={[
            {
              title: '在架',
              width: 60,
              render: (_value, one) => (
                <Checkbox
                  aria-label={`在架 ${one.volumeNumber} 号卷 ${one.personName}`}
                  checked={one.seenAt !== null}
                  disabled={!open}
                  onChange={(event) => mark(one, event.target.checked, one.pages)}
                />
              ),
            },
            { title: '卷号', dataIndex: 'volumeNumber', width: 70, align: 'right' },
            { title: '姓名', dataIndex: 'personName', width: 120 },
            { title: '系统登记的位置', ellipsis: true, render: (_value, one) => one.place || '（未入库）' },
            { title: '见到的位置', ellipsis: true, dataIndex: 'seenAt' },
            {
              title: '清点页数',
              width: 130,
              render: (_value, one) => (
                <InputNumber
                  key={`${one.fileId} ${one.pages ?? ''}`}
                  aria-label={`页数 ${one.volumeNumber} 号卷`}
                  size="small"
                  min={0}
                  max={100_000}
                  precision={0}
                  disabled={!open}
                  defaultValue={one.pages ?? ''}
                  onBlur={(event) => {
                    const text = event.target.value.trim();
                    if (text !== '' && Number(text) !== one.pages) mark(one, true, Number(text));
                  }}
                />
              ),
            },
          ]}
        />
      )}
    </>
  );
}
