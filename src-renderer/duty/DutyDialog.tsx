import { Button, Input, Modal, type RefSelectProps, Select } from 'antd';
import { useRef, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { Field } from '../field/index.ts';
import { KeptFields, keptWell } from './KeptFields.tsx';
import { WhenFields } from './WhenFields.tsx';
import { WhomFields } from './WhomFields.tsx';
import type { Duty, Rules } from './words.ts';

interface Props {
  readonly rule: Duty;
  readonly rules: Rules;
  readonly classes: Output<'catalogue.scheme'>['classes'];
  readonly onClose: () => void;
  readonly onDone: (rule: Duty) => void;
  readonly onRemove: () => void;
}

/** One rule of what is due. */
export function DutyDialog({ rule, rules, classes, onClose, onDone, onRemove }: Props) {
  const [edited, setEdited] = useState(rule);
  const first = useRef<RefSelectProps>(null);
  const change = (part: Partial<Duty>) => setEdited((now) => ({ ...now, ...part }));
  const names = new Map(classes.map((one) => [one.code, one.name]));
  const ready =
    edited.classCode !== '' &&
    edited.name.trim() !== '' &&
    keptWell(edited) &&
    (edited.when.kind !== 'yearly' || /^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(edited.when.day));
  return (
    <Modal
      title="应收规则"
      open
      width={700}
      onCancel={onClose}
      afterOpenChange={(shown) => shown && first.current?.focus()}
      footer={
        <>
          {rules.duties.some((one) => one.id === rule.id) && <Button onClick={onRemove}>删去这条</Button>}
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" disabled={!ready} onClick={() => onDone(edited)}>
            改好
          </Button>
        </>
      }
    >
      <div className="duty-term">
        <Field label="材料（类号）" required>
          <Select
            ref={first}
            showSearch={{ optionFilterProp: 'label' }}
            value={edited.classCode || null}
            onChange={(classCode) =>
              change({ classCode, name: edited.name === '' ? (names.get(classCode) ?? '') : edited.name })
            }
            options={classes
              .filter((one) => one.parent !== null)
              .map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))}
          />
        </Field>
        <Field label="规则名称" required>
          <Input
            maxLength={60}
            value={edited.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Field>
        <Field label="供料部门">
          <Select
            value={edited.department}
            onChange={(department) => change({ department })}
            options={rules.departments.map((value) => ({ value, label: value }))}
          />
        </Field>
        <Field label="只对哪些立档规则" extra="不选：应立档的全体">
          <Select
            mode="multiple"
            value={edited.holders}
            onChange={(holders) => change({ holders })}
            options={rules.holders.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Field>
      </div>
      <WhenFields when={edited.when} classes={classes} onChange={(when) => change({ when })} />
      <WhomFields whom={edited.whom} onChange={(whom) => change({ whom })} />
      <KeptFields rule={edited} onChange={change} />
    </Modal>
  );
}
