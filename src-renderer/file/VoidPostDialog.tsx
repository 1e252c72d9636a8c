import { Input, type InputRef, Modal } from 'antd';
import { useRef, useState } from 'react';
import { FailureNote, useAct } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import type { Post } from './Career.tsx';

/** A post that was entered by mistake; one that has ended gets an end date instead. */
export function VoidPostDialog({ post, onClose }: { readonly post: Post; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const first = useRef<InputRef>(null);
  const act = useAct('career.voidPost', { quiet: true });
  const ready = reason.trim() !== '';
  const submit = async () => {
    if (!ready || act.busy) return;
    if (await act.run({ id: post.id, revision: post.revision, reason })) onClose();
  };
  return (
    <Modal
      title={`作废任职记录：${post.title}`}
      open
      onCancel={onClose}
      okText="作废"
      okButtonProps={{ disabled: !ready, loading: act.busy }}
      onOk={() => void submit()}
      afterOpenChange={(open) => open && first.current?.focus()}
    >
      <p className="muted">登记错了才作废；已免职的，请在「修改」里填免职时间。</p>
      <FailureNote failure={act.failure} />
      <Field label="理由" required>
        <Input
          ref={first}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={(event) => {
            if (!event.nativeEvent.isComposing) void submit();
          }}
        />
      </Field>
    </Modal>
  );
}
