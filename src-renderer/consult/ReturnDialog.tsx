import { Input, InputNumber, Modal, Table } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct } from '../archive/index.ts';
import type { Request } from './RequestPane.tsx';

interface Props {
  readonly request: Request;
  readonly onClose: () => void;
}
type Counted = Readonly<Record<number, { readonly pages: number | null; readonly note: string }>>;

/** 归还核对: every item is counted again by hand; the case closes with it. */
export function ReturnDialog({ request, onClose }: Props) {
  const check = useAct('consult.returnCheck', { quiet: true });
  const [counted, setCounted] = useState<Counted>({});
  const [note, setNote] = useState('');
  const complete = request.items.every(
    (one) => counted[one.itemId]?.pages !== undefined && counted[one.itemId]?.pages !== null,
  );
  const change = (itemId: number, part: Partial<Counted[number]>) =>
    setCounted((now) => ({ ...now, [itemId]: { pages: null, note: '', ...now[itemId], ...part } }));
  const submit = async () => {
    const items = request.items.map((one) => ({
      itemId: one.itemId,
      pages: counted[one.itemId]?.pages ?? 0,
      note: counted[one.itemId]?.note ?? '',
    }));
    if (await check.run({ id: request.id, revision: request.revision, items, note })) onClose();
  };
  return (
    <Modal
      title={`归还核对：${request.number}`}
      open
      width={820}
      onCancel={onClose}
      okText="核对完毕，办结"
      okButtonProps={{ disabled: !complete, loading: check.busy }}
      onOk={() => void submit()}
    >
      <p className="muted">逐件数过纸件再填；与登记不符的写明情况。</p>
      <FailureNote failure={check.failure} />
      <Table<Request['items'][number]>
        size="small"
        rowKey="itemId"
        pagination={false}
        scroll={{ y: 360 }}
        dataSource={request.items}
        columns={[
          { title: '题名', dataIndex: 'title', ellipsis: true },
          {
            title: '应有页',
            width: 70,
            align: 'right',
            render: (_value, one) => one.paperPages ?? one.pages.length,
          },
          {
            title: '实数页',
            width: 100,
            render: (_value, one) => {
              const should = one.paperPages ?? one.pages.length;
              const pages = counted[one.itemId]?.pages ?? null;
              return (
                <InputNumber
                  aria-label={`${one.title} 实数页`}
                  min={0}
                  precision={0}
                  value={pages}
                  {...(pages !== null && pages !== should ? { status: 'error' as const } : {})}
                  onChange={(value) => change(one.itemId, { pages: value })}
                />
              );
            },
          },
          {
            title: '情况',
            width: 260,
            render: (_value, one) => (
              <Input
                aria-label={`${one.title} 情况`}
                maxLength={300}
                value={counted[one.itemId]?.note ?? ''}
                onChange={(event) => change(one.itemId, { note: event.target.value })}
              />
            ),
          },
        ]}
      />
      <Input
        aria-label="备注"
        placeholder="备注"
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}
