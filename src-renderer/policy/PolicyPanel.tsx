import { Alert, App, Button, Form, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import type { Output, Input as RouteInput } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';
import './policy.css';

type Policy = Output<'policy.get'>;
type Rules = RouteInput<'policy.save'>['rules'];
const FIELDS: readonly (readonly [keyof Rules, string, 'more' | 'less', string])[] = [
  ['passwordLength', '密码最少位数', 'more', '位'],
  ['passwordKinds', '密码须含的字符种类', 'more', '种'],
  ['passwordDays', '密码最长使用', 'less', '天'],
  ['passwordHistory', '不得重用最近几次密码', 'more', '次'],
  ['idleMinutes', '无人操作几分钟后锁屏', 'less', '分钟'],
  ['failuresToLock', '连续几次失败后锁定', 'less', '次'],
];

/** 登录与锁屏规则: the preset of the machine's level, which may only be made stricter. */
export function PolicyPanel() {
  const { data, failure, reload } = useRead('policy.get', {});
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
  const save = useAct('policy.save', { quiet: true });
  const [level, setLevel] = useState(policy.level);
  const [rules, setRules] = useState(policy.rules);
  const [reason, setReason] = useState('');
  const preset = policy.presets.find((one) => one.level === level);
  const bound = level === policy.level ? policy.loosest : (preset?.rules ?? policy.loosest);
  const submit = async () => {
    const done = await save.run({ fromVersion: policy.version, level, rules, reason });
    if (done) void message.success(`已存为第 ${done.version} 版`);
  };
  return (
    <div className="pane policy">
      <div className="pane-title">登录与锁屏规则</div>
      <Form className="pane-body" layout="vertical" disabled={!may}>
        <FailureNote failure={save.failure} />
        <FieldGroup label="本机密级（按此取预设，只能从严）">
          <Radio.Group
            value={level}
            onChange={(event) => {
              const chosen = policy.presets.find((one) => one.level === event.target.value);
              if (!chosen) return;
              setLevel(chosen.level);
              setRules(chosen.level === policy.level ? policy.rules : chosen.rules);
            }}
            options={policy.presets.map((one) => ({
              value: one.level,
              label: one.name,
              disabled: one.unavailable !== '',
            }))}
          />
        </FieldGroup>
        {policy.presets
          .filter((one) => one.unavailable !== '')
          .map((one) => (
            <Alert key={one.level} type="info" showIcon title={`${one.name}：${one.unavailable}`} />
          ))}
        <div className="policy-fields">
          {FIELDS.map(([field, label, direction, unit]) => (
            <FieldGroup
              key={field}
              label={label}
              extra={`${direction === 'more' ? '不少于' : '不多于'} ${bound[field]} ${unit}`}
            >
              <InputNumber
                min={direction === 'more' ? bound[field] : 1}
                {...(direction === 'less' ? { max: bound[field] } : {})}
                precision={0}
                value={rules[field]}
                onChange={(value) => value !== null && setRules((now) => ({ ...now, [field]: value }))}
              />
            </FieldGroup>
          ))}
        </div>
        {may ? (
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
        ) : (
          <span className="muted">由安全保密管理员修改</span>
        )}
        <p className="muted">
          第 {policy.version} 版 {policy.changedBy} {instantWords(policy.changedAt)} {policy.reason}　
          {preset?.basis}
        </p>
      </Form>
    </div>
  );
}
