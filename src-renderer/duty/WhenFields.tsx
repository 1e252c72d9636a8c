import { Input, InputNumber, Select } from 'antd';
import type { Output } from '#contract/index.ts';
import { Field } from '../field/index.ts';
import { UNIT_WORDS, WHEN_WORDS, type When } from './words.ts';

type Classes = Output<'catalogue.scheme'>['classes'];
const KINDS = ['creation', 'yearly', 'appointment', 'term', 'occurrence'] as const;
const UNITS = ['day', 'working-day', 'month'] as const;
const MONTH = { amount: 1, unit: 'month' } as const;

/** A rule of another kind, with what is usual for it. */
function ofKind(kind: When['kind'], now: When): When {
  const within = 'within' in now ? now.within : MONTH;
  if (kind === 'yearly') return { kind, day: '1231', yearsAfter: 0 };
  if (kind === 'creation') return { kind, within };
  if (kind === 'term') return { kind, after: '0102', years: 5, within };
  return kind === 'appointment' ? { kind, after: '0102', within } : { kind, after: '', within };
}

/** When the material is due. */
export function WhenFields({
  when,
  classes,
  onChange,
}: {
  readonly when: When;
  readonly classes: Classes;
  readonly onChange: (when: When) => void;
}) {
  return (
    <div className="duty-term">
      <Field label="何时">
        <Select<When['kind']>
          value={when.kind}
          onChange={(kind) => onChange(ofKind(kind, when))}
          options={KINDS.map((value) => ({ value, label: WHEN_WORDS[value] }))}
        />
      </Field>
      {when.kind === 'yearly' ? (
        <>
          <Field label="期限（月日四位）" extra="如 0131；当月没有这一天的，为月末">
            <Input
              maxLength={4}
              value={when.day}
              onChange={(event) => onChange({ ...when, day: event.target.value })}
            />
          </Field>
          <Field label="哪一年交">
            <Select
              value={when.yearsAfter}
              onChange={(yearsAfter) => onChange({ ...when, yearsAfter })}
              options={[
                { value: 0, label: '当年' },
                { value: 1, label: '次年' },
                { value: 2, label: '第三年' },
              ]}
            />
          </Field>
        </>
      ) : (
        <>
          <Field label="期限">
            <InputNumber
              min={1}
              max={999}
              value={when.within.amount}
              onChange={(amount) => onChange({ ...when, within: { ...when.within, amount: amount ?? 1 } })}
            />
          </Field>
          <Field label="单位" extra="工作日按周一至周五计，不含节假日调整">
            <Select
              value={when.within.unit}
              onChange={(unit) => onChange({ ...when, within: { ...when.within, unit } })}
              options={UNITS.map((value) => ({ value, label: UNIT_WORDS[value] }))}
            />
          </Field>
          {'after' in when && (
            <Field
              label="从哪类材料的日期起算"
              extra={when.kind === 'occurrence' ? '不填：只提示期限，不列为应收' : '该类材料须写明年月日'}
            >
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                value={when.after}
                onChange={(after) => onChange({ ...when, after })}
                options={[
                  ...(when.kind === 'occurrence' ? [{ value: '', label: '（只提示）' }] : []),
                  ...classes
                    .filter((one) => one.parent !== null)
                    .map((one) => ({ value: one.code, label: `${one.code} ${one.name}` })),
                ]}
              />
            </Field>
          )}
          {when.kind === 'term' && (
            <Field label="一任几年">
              <InputNumber
                min={1}
                max={20}
                value={when.years}
                onChange={(years) => onChange({ ...when, years: years ?? 5 })}
              />
            </Field>
          )}
        </>
      )}
    </div>
  );
}
