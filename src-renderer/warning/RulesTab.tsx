import { App, Button, Input, InputNumber, Select, Switch, Table } from 'antd';
import { useEffect, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { GROUP_WORDS, LEVEL } from './words.ts';

type Rules = Output<'warning.rules'>['rules'];
type Rule = Rules['rules'][number];
type Kind = Rules['kinds'][number];

/** 规则: parameters and influence periods as data; a new version with its reason each time. */
export function RulesTab() {
  const { message } = App.useApp();
  const reviewer = useRoles().includes('reviewer');
  const rules = useRead('warning.rules', {});
  const save = useAct('warning.saveRules', { quiet: true });
  const [draft, setDraft] = useState<Rules>();
  const [saving, setSaving] = useState(false);
  const { data } = rules;
  useEffect(() => {
    if (data) setDraft(data.rules);
  }, [data]);
  const setRule = (id: string, part: Partial<Rule>) =>
    setDraft(
      (now) => now && { ...now, rules: now.rules.map((one) => (one.id === id ? { ...one, ...part } : one)) },
    );
  const setKind = (id: string, part: Partial<Kind>) =>
    setDraft(
      (now) => now && { ...now, kinds: now.kinds.map((one) => (one.id === id ? { ...one, ...part } : one)) },
    );
  const changed =
    data !== undefined && draft !== undefined && JSON.stringify(data.rules) !== JSON.stringify(draft);
  return (
    <>
      <div className="screen-bar">
        <span>{data ? `第 ${data.version} 版` : ''}</span>
        <Button type="primary" disabled={!reviewer || !changed} onClick={() => setSaving(true)}>
          存为新版本…
        </Button>
        {!reviewer && <span className="muted">规则由审核员修改。</span>}
      </div>
      <FailureNote failure={rules.failure ?? save.failure} onRetry={rules.reload} />
      <Table<Rule>
        size="small"
        rowKey="id"
        dataSource={draft?.rules ?? []}
        pagination={false}
        columns={[
          {
            title: '启用',
            width: 60,
            render: (_value, one) => (
              <Switch
                size="small"
                aria-label={`启用${one.name}`}
                disabled={!reviewer}
                checked={one.enabled}
                onChange={(enabled) => setRule(one.id, { enabled })}
              />
            ),
          },
          { title: '规则', dataIndex: 'name', width: 190 },
          { title: '类', width: 110, render: (_value, one) => GROUP_WORDS[one.group] },
          {
            title: '级别',
            width: 100,
            render: (_value, one) => (
              <Select
                aria-label={`${one.name}的级别`}
                disabled={!reviewer}
                value={one.level}
                onChange={(level) => setRule(one.id, { level })}
                options={(['low', 'middle', 'high'] as const).map((value) => ({
                  value,
                  label: LEVEL[value].word,
                }))}
              />
            ),
          },
          {
            title: '参数',
            width: 330,
            render: (_value, one) =>
              one.parameters.map((parameter) => (
                <label key={parameter.key} className="warning-parameter">
                  {parameter.label}{' '}
                  <Input
                    size="small"
                    disabled={!reviewer}
                    value={parameter.value}
                    onChange={(event) =>
                      setRule(one.id, {
                        parameters: one.parameters.map((each) =>
                          each.key === parameter.key ? { ...each, value: event.target.value } : each,
                        ),
                      })
                    }
                  />{' '}
                  {parameter.unit}
                </label>
              )),
          },
          { title: '为什么', render: (_value, one) => `${one.explanation}（${one.basis}）` },
        ]}
      />
      <h3>处理处分种类与影响期</h3>
      <Table<Kind>
        size="small"
        rowKey="id"
        dataSource={draft?.kinds ?? []}
        pagination={false}
        columns={[
          { title: '种类', dataIndex: 'name', width: 300 },
          {
            title: '月数',
            width: 110,
            render: (_value, one) => (
              <InputNumber
                aria-label={`${one.name}的月数`}
                min={0}
                max={600}
                disabled={!reviewer}
                value={one.months}
                onChange={(months) => setKind(one.id, { months: months ?? 0 })}
              />
            ),
          },
          {
            title: '期满后再计',
            width: 110,
            render: (_value, one) => (
              <InputNumber
                aria-label={`${one.name}期满后再计的月数`}
                min={0}
                max={600}
                disabled={!reviewer}
                value={one.adds}
                onChange={(adds) => setKind(one.id, { adds: adds ?? 0 })}
              />
            ),
          },
          {
            title: '依据',
            render: (_value, one) =>
              `${one.basis}${one.note === '' ? '' : `；${one.note}`}${one.certain ? '' : '（本单位核定）'}`,
          },
        ]}
      />
      <ReasonDialog
        open={saving}
        title="存为新版本"
        hint="已有的预警在下一次对照时按新规则核对。"
        label="为什么修改"
        act={save}
        onClose={() => setSaving(false)}
        run={async (reason) => {
          if (!data || !draft) return false;
          const done = await save.run({ fromVersion: data.version, reason, rules: draft });
          if (done) void message.success(`已存为第 ${done.version} 版`);
          return done !== undefined;
        }}
      />
    </>
  );
}
