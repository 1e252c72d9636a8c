import { InputNumber, Modal } from 'antd';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';
import { SHARES, type Share } from './shares.ts';

interface Props {
  readonly targets: Output<'balance.targets'>['targets'];
  readonly onClose: () => void;
}

/** 目标值: a line across the bars; what lies below it is red. Saved with each change. */
export function TargetsDialog({ targets, onClose }: Props) {
  const roles = useRoles();
  const may = roles.includes('reviewer') || roles.includes('approver');
  const set = useAct('balance.setTarget', { quiet: true });
  const put = (figure: Share, percent: number | null) => {
    if (percent !== (targets.find((one) => one.figure === figure)?.percent ?? null))
      void set.run({ figure, percent });
  };
  return (
    <Modal
      title="目标值"
      open
      onCancel={onClose}
      onOk={onClose}
      okText="好"
      cancelButtonProps={{ hidden: true }}
    >
      <p className="muted">{may ? '空着就没有目标；改了随即生效。' : '由审核员或审批人设定。'}</p>
      <FailureNote failure={set.failure} />
      {SHARES.map(({ figure, title, help }) => {
        const now = targets.find((one) => one.figure === figure);
        return (
          <Field
            key={figure}
            label={title}
            extra={now ? `${now.setBy} ${instantWords(now.setAt)} 设定；${help}` : help}
          >
            <InputNumber
              min={1}
              max={100}
              precision={0}
              suffix="%"
              disabled={!may}
              {...(now ? { defaultValue: now.percent } : {})}
              onBlur={(event) => {
                const text = event.target.value.trim();
                const percent = Number(text);
                if (text === '') put(figure, null);
                else if (Number.isInteger(percent) && percent >= 1 && percent <= 100) put(figure, percent);
              }}
            />
          </Field>
        );
      })}
    </Modal>
  );
}
