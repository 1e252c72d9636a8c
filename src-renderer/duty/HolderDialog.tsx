import { Input, type InputRef, Modal, Radio } from 'antd';
import { useRef, useState } from 'react';
import { Field, FieldGroup } from '../field/index.ts';
import { KeptFields, keptWell } from './KeptFields.tsx';
import { WhomFields } from './WhomFields.tsx';
import { AUTHORITY_WORDS, type Holder } from './words.ts';

interface Props {
  readonly rule: Holder;
  readonly onClose: () => void;
  readonly onDone: (rule: Holder) => void;
}

/** One rule of who has a file. */
export function HolderDialog({ rule, onClose, onDone }: Props) {
  const [edited, setEdited] = useState(rule);
  const name = useRef<InputRef>(null);
  const change = (part: Partial<Holder>) => setEdited((now) => ({ ...now, ...part }));
  const ready = edited.name.trim() !== '' && keptWell(edited);
  return (
    <Modal
      title="立档规则"
      open
      width={640}
      onCancel={onClose}
      okText="改好"
      okButtonProps={{ disabled: !ready }}
      onOk={() => onDone(edited)}
      afterOpenChange={(shown) => shown && name.current?.focus()}
    >
      <Field label="规则" required>
        <Input
          ref={name}
          maxLength={60}
          value={edited.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      <FieldGroup label="权限">
        <Radio.Group
          value={edited.authority}
          onChange={(event) => change({ authority: event.target.value })}
          options={(['personnel', 'industry'] as const).map((value) => ({
            value,
            label: AUTHORITY_WORDS[value],
          }))}
        />
      </FieldGroup>
      <WhomFields whom={edited.whom} onChange={(whom) => change({ whom })} />
      <KeptFields rule={edited} onChange={change} />
    </Modal>
  );
}
