import { App, Button, Input, InputNumber, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { ROLE_WORDS } from '../words/index.ts';

type Rules = Output<'consult.rules'>['rules'];
type Chain = Rules['chains'][number];
type Limit = 'mostValidDays' | 'returnCheckHours' | 'loanDays' | 'renewalDays' | 'mostRenewals' | 'copyDays';
const LIMITS: readonly (readonly [Limit, string])[] = [
  ['mostValidDays', '查阅单有效期最长（天）'],
  ['returnCheckHours', '阅毕后几小时内归还核对'],
  ['loanDays', '纸件借期（天）'],
  ['renewalDays', '每次续借（天）'],
  ['mostRenewals', '最多续借（次）'],
  ['copyDays', '摘抄复制件几天内办结'],
];

/** 查阅规则: purposes, sign-off chains by management level, limits; changed as a new version. */
export function RulesTab() {
  const { data, failure, reload } = useRead('consult.rules', {});
  return (
    <>
      <FailureNote failure={failure} onRetry={reload} />
      {data && <RulesForm key={data.version} version={data.version} rules={data.rules} />}
    </>
  );
}

function RulesForm({ version, rules }: { readonly version: number; readonly rules: Rules }) {
  const { message } = App.useApp();
  const may = useRoles().includes('security-admin');
  const save = useAct('consult.saveRules', { quiet: true });
  const [now, setNow] = useState(rules);
  const [reason, setReason] = useState('');
  const setLogins = (chainId: string, stepId: string, text: string) =>
    setNow((before) => ({
      ...before,
      chains: before.chains.map((chain) =>
        chain.id === chainId
          ? {
              ...chain,
              steps: chain.steps.map((step) =>
                step.id === stepId
                  ? { ...step, logins: text.split(/[,，、\s]+/).filter((login) => login !== '') }
                  : step,
              ),
            }
          : chain,
      ),
    }));
  const submit = async () => {
    const done = await save.run({ fromVersion: version, reason, rules: now });
    if (done) void message.success(`已存为第 ${done.version} 版`);
  };
  return (
    <>
      <p className="muted">
        第 {version} 版。{rules.basis}
      </p>
      <FailureNote failure={save.failure} />
      <Table<Chain>
        size="small"
        rowKey="id"
        title={() => '签批程序（从上到下，第一条相符的适用）'}
        pagination={false}
        dataSource={now.chains}
        columns={[
          { title: '名称', dataIndex: 'name', width: 220 },
          {
            title: '适用',
            width: 220,
            render: (_value, one) =>
              [
                one.emergency ? '紧急' : '一般',
                one.classified ? '含涉密材料' : '',
                one.ranks.length === 0 ? '不限级别' : one.ranks.join('、'),
              ]
                .filter((part) => part !== '')
                .join('，'),
          },
          {
            title: '步骤（可指定只由哪些登录名签）',
            render: (_value, one) =>
              one.steps.map((step) => (
                <div key={step.id} className="rule-step">
                  <span>
                    {step.name}（{step.roles.map((role) => ROLE_WORDS[role]).join('或')}）
                  </span>
                  <Input
                    aria-label={`${one.name} ${step.name} 指定登录名`}
                    placeholder="不限"
                    disabled={!may}
                    defaultValue={step.logins.join('、')}
                    onBlur={(event) => setLogins(one.id, step.id, event.target.value)}
                  />
                </div>
              )),
          },
        ]}
      />
      <div className="consult-grid">
        {LIMITS.map(([field, label]) => (
          <label key={field}>
            {label}{' '}
            <InputNumber
              min={field === 'mostRenewals' ? 0 : 1}
              precision={0}
              disabled={!may}
              value={now[field]}
              onChange={(value) => value !== null && setNow((before) => ({ ...before, [field]: value }))}
            />
          </label>
        ))}
      </div>
      {may && (
        <div className="screen-bar">
          <Input
            aria-label="修改理由"
            placeholder="修改理由"
            className="people-filter"
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            type="primary"
            disabled={reason.trim() === ''}
            loading={save.busy}
            onClick={() => void submit()}
          >
            存为新版
          </Button>
        </div>
      )}
    </>
  );
}
