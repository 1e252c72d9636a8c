import { Input, type InputRef, Modal } from 'antd';
import { useRef, useState } from 'react';
import type { Failure } from '#contract/result.ts';
import { FailureNote } from '../archive/index.ts';

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly hint: string;
  readonly label: string;
  /** Shown in the empty line; the label where there is none. */
  readonly example?: string;
  readonly okText?: string;
  readonly danger?: boolean;
  readonly act: {
    readonly busy: boolean;
    readonly failure: Failure | undefined;
    readonly forget: () => void;
  };
  readonly onClose: () => void;
  /** @returns whether it was done */
  readonly run: (reason: string) => Promise<boolean>;
}

/** An act that is only done with a reason for the record. */
export function ReasonDialog(props: Props) {
  const { open, title, hint, label, example = label, okText = '确定', danger = false } = props;
  const { act, onClose, run } = props;
  const [reason, setReason] = useState('');
  const line = useRef<InputRef>(null);
  const close = () => {
    setReason('');
    act.forget();
    onClose();
  };
  const submit = async () => {
    if (reason.trim() !== '' && (await run(reason))) close();
  };
  return (
    <Modal
      title={title}
      open={open}
      onCancel={close}
      okText={okText}
      okButtonProps={{ danger, disabled: reason.trim() === '', loading: act.busy }}
      onOk={() => void submit()}
      destroyOnHidden
      // `autoFocus` loses against the dialog's own focus when another dialog was closed before.
      afterOpenChange={(shown) => shown && line.current?.focus()}
    >
      <p className="muted">{hint}</p>
      <FailureNote failure={act.failure} />
      <Input
        ref={line}
        aria-label={label}
        placeholder={example}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) void submit();
        }}
      />
    </Modal>
  );
}
