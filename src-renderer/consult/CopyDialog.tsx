import { App, Checkbox, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { choose, FailureNote, useAct } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import type { Request } from './RequestPane.tsx';

interface Props {
  readonly request: Request;
  readonly onClose: () => void;
}
type Format = 'docx' | 'pdf' | 'jpeg';

/** 复制: approved pages with watermark, request number and 第x份; it stands in the ledger until it is settled. */
export function CopyDialog({ request, onClose }: Props) {
  const { message } = App.useApp();
  const copy = useAct('consult.makeCopy', { quiet: true });
  const [pages, setPages] = useState<readonly number[]>([]);
  const [format, setFormat] = useState<Format>('pdf');
  const [receivedBy, setReceivedBy] = useState(request.readers[0]?.name ?? '');
  const submit = async () => {
    const target = await choose(`save-${format}`, `复制件-${request.number}`);
    if (!target) return;
    const done = await copy.run({
      requestId: request.id,
      pageIds: [...pages],
      format,
      receivedBy,
      target: target.token,
    });
    if (!done) return;
    void message.success(`第 ${done.copyNumber} 份：「${done.fileName}」`);
    onClose();
  };
  return (
    <Modal
      title={`复制：${request.number}`}
      open
      width={640}
      onCancel={onClose}
      okText="复制…"
      okButtonProps={{ disabled: pages.length === 0 || receivedBy.trim() === '', loading: copy.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={copy.failure} />
      <div>
        <FieldGroup label="格式">
          <Radio.Group
            value={format}
            onChange={(event) => setFormat(event.target.value as Format)}
            options={['pdf', 'docx', 'jpeg'].map((value) => ({ value, label: value }))}
          />
        </FieldGroup>
        <Field label="领取人">
          <Input maxLength={100} value={receivedBy} onChange={(event) => setReceivedBy(event.target.value)} />
        </Field>
        <FieldGroup label="哪些页">
          <Checkbox.Group
            className="consult-choices"
            value={[...pages]}
            onChange={(next) => setPages(next)}
            options={request.items.flatMap((one) =>
              one.pages.map((page) => ({ value: page.id, label: `${one.title} 第 ${page.position} 页` })),
            )}
          />
        </FieldGroup>
      </div>
    </Modal>
  );
}
