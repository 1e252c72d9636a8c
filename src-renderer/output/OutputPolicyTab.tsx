import { App, Button, Form, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import type { Output, Input as RouteInput } from '#contract/index.ts';
import { SECRECY_LEVELS, SECRECY_WORDS, type SecrecyLevel } from '#contract/vocabulary.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { useRoles } from '../session/index.ts';

type Policy = Output<'output.policy'>;
type Rules = RouteInput<'output.savePolicy'>['rules'];
type Rule = Rules[SecrecyLevel];
/** From the loosest to the strictest. */
const RULES: readonly (readonly [Rule, string])[] = [
  ['logged', '登记即可'],
  ['approval', '须经审批'],
  ['forbidden', '禁止输出'],
];

/** 输出规则: what each level allows; the 安全保密管理员 may only tighten it. */
export function OutputPolicyTab() {
  const { data, failure, reload } = useRead('output.policy', {});
  return (
    <>
      <FailureNote failure={failure} onRetry={reload} />
      {data && <PolicyForm key={data.version} policy={data} />}
    </>
  );
}

function PolicyForm({ policy }: { readonly policy: Policy }) {
  const { message } = App.useApp();
  const may = useRoles().includes('security-admin');
  const save = useAct('output.savePolicy', { quiet: true });
  const [rules, setRules] = useState<Rules>(() => {
    const of = (level: SecrecyLevel): Rule =>
      policy.levels.find((one) => one.level === level)?.rule ?? 'forbidden';
    return {
      internal: of('internal'),
      secret: of('secret'),
      confidential: of('confidential'),
      'top-secret': of('top-secret'),
    };
  });
  const [days, setDays] = useState(policy.approvalDays);
  const [reason, setReason] = useState('');
  const order = RULES.map(([rule]) => rule);
  const submit = async () => {
    const done = await save.run({ fromVersion: policy.version, rules, approvalDays: days, reason });
    if (done) void message.success(`已存为第 ${done.version} 版`);
  };
  return (
    <Form layout="vertical" disabled={!may} className="output-policy">
      <p className="muted">
        一切写到库外的内容（打印、docx、xlsx、图像、转递包、密钥卡、复制件）都经过这里并登记。第{' '}
        {policy.version} 版。
      </p>
      <FailureNote failure={save.failure} />
      {SECRECY_LEVELS.map((level) => {
        const loosest = policy.levels.find((one) => one.level === level)?.loosest ?? 'logged';
        return (
          <FieldGroup key={level} label={SECRECY_WORDS[level]}>
            <Radio.Group
              value={rules[level]}
              onChange={(event) => setRules((now) => ({ ...now, [level]: event.target.value as Rule }))}
              options={RULES.map(([value, label]) => ({
                value,
                label,
                disabled: order.indexOf(value) < order.indexOf(loosest),
              }))}
            />
          </FieldGroup>
        );
      })}
      <FieldGroup label="批准后几天内有效">
        <InputNumber min={1} max={30} value={days} onChange={(value) => setDays(value ?? 1)} />
      </FieldGroup>
      {may && (
        <>
          <Field label="修改理由">
            <Input maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
          <Button
            type="primary"
            disabled={reason.trim() === ''}
            loading={save.busy}
            onClick={() => void submit()}
          >
            存为新版
          </Button>
        </>
      )}
      {!may && <span className="muted">由安全保密管理员修改</span>}
    </Form>
  );
}
