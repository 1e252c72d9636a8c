import { App, Button, Input, Switch, Table } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { useRoles } from '../session/index.ts';
import { DutyDialog } from './DutyDialog.tsx';
import { HolderDialog } from './HolderDialog.tsx';
import { InForceDialog } from './InForceDialog.tsx';
import { WordsInput } from './WordsInput.tsx';
import {
  AUTHORITY_WORDS,
  type Duty,
  dotted,
  freshId,
  type Holder,
  type Rules,
  whenOf,
  whomOf,
} from './words.ts';

const NOBODY = { ranks: [], posts: [], units: [], departments: [], leadingGroup: false };
const put = <T extends { readonly id: string }>(list: readonly T[], one: T): T[] =>
  list.some((each) => each.id === one.id)
    ? list.map((each) => (each.id === one.id ? one : each))
    : [...list, one];
const changed = <T extends { readonly id: string }>(before: readonly T[] | undefined, one: T) =>
  before !== undefined && JSON.stringify(before.find((each) => each.id === one.id)) !== JSON.stringify(one);

/** 规则: edited by table as a draft that lies with the archive; counted before it is put in force from a day. */
export function RulesTab() {
  const { message } = App.useApp();
  const roles = useRoles();
  const reviewer = roles.includes('reviewer');
  const editor = reviewer || roles.includes('clerk');
  const { data, failure, reload } = useRead('duty.rules', {});
  const scheme = useRead('catalogue.scheme', {});
  const saveDraft = useAct('duty.saveDraft', { quiet: true });
  const dropDraft = useAct('duty.dropDraft');
  /** Unsaved, and the version it was made from. */
  const [edit, setEdit] = useState<{ readonly from: number; readonly rules: Rules }>();
  const [holder, setHolder] = useState<Holder>();
  const [duty, setDuty] = useState<Duty>();
  const [applying, setApplying] = useState(false);
  const rules = edit?.rules ?? data?.draft?.rules ?? data?.rules;
  const from = edit?.from ?? data?.draft?.fromVersion ?? data?.version ?? 1;
  const stale = data !== undefined && from !== data.version;
  const change = (part: Partial<Rules>) => rules && setEdit({ from, rules: { ...rules, ...part } });
  const names = new Map((scheme.data?.classes ?? []).map((one) => [one.code, one.name]));
  const keep = async () => {
    if (rules && (await saveDraft.run({ fromVersion: from, rules }))) {
      setEdit(undefined);
      void message.success('草稿已存，档案员和审核员都能接着改');
    }
  };
  const drop = async () => {
    setEdit(undefined);
    if (data?.draft) await dropDraft.run({});
  };
  const blank = { whom: NOBODY, basis: '', certain: false, from: '', until: '', enabled: true };
  return (
    <>
      <div className="screen-bar">
        {data && (
          <span>
            第 {data.version} 版
            {data.inForce !== data.version && `（${dotted(data.rules.inForceFrom)} 起施行）`}
          </span>
        )}
        {edit ? (
          <span className="warning">有未存的修改</span>
        ) : (
          data?.draft && (
            <span className="warning">
              {data.draft.by} {data.draft.at.slice(0, 10)} 存的草稿
            </span>
          )
        )}
        <Button disabled={!edit} loading={saveDraft.busy} onClick={() => void keep()}>
          存草稿
        </Button>
        <Button disabled={!edit && !data?.draft} onClick={() => void drop()}>
          弃草稿
        </Button>
        <Button
          type="primary"
          disabled={!rules || (!edit && !data?.draft) || stale}
          onClick={() => setApplying(true)}
        >
          试算与施行…
        </Button>
        <span className="muted">
          {editor
            ? '双击或回车修改一条；施行由审核员办理。注“待定”的期限是地方做法，请按本地规定核定。'
            : '规则由档案员拟草稿，审核员施行。'}
        </span>
      </div>
      {stale && (
        <p className="warning">
          草稿是照第 {from} 版改的，现在已有第 {data.version} 版。请弃草稿后在新版上重改。
        </p>
      )}
      <FailureNote failure={failure ?? saveDraft.failure} onRetry={reload} />
      <h3 className="duty-heading">
        立档：谁应有一卷{' '}
        {editor && rules && (
          <Button
            size="small"
            onClick={() =>
              setHolder({ ...blank, id: freshId(rules.holders, 'holder'), name: '', authority: 'personnel' })
            }
          >
            加一条…
          </Button>
        )}
      </h3>
      <Table<Holder>
        size="small"
        rowKey="id"
        dataSource={rules?.holders ?? []}
        pagination={false}
        rowClassName={(one) => rowClass(one.enabled, changed(data?.rules.holders, one))}
        onRow={(one) => rowOf(one.name, editor, () => setHolder(one))}
        columns={[
          {
            title: '启用',
            width: 60,
            render: (_value, one) => (
              <Switch
                size="small"
                aria-label={`启用${one.name}`}
                disabled={!editor}
                checked={one.enabled}
                onChange={(enabled) => change({ holders: put(rules?.holders ?? [], { ...one, enabled }) })}
              />
            ),
          },
          { title: '规则', dataIndex: 'name', width: 230 },
          { title: '权限', width: 110, render: (_value, one) => AUTHORITY_WORDS[one.authority] },
          { title: '谁', render: (_value, one) => whomOf(one.whom) || '全体' },
          { title: '依据', width: 320, render: (_value, one) => basisOf(one) },
          { title: '有效', width: 130, render: (_value, one) => validOf(one) },
        ]}
      />
      <h3 className="duty-heading">
        应收：什么材料、对谁、何时、由哪个部门{' '}
        {editor && rules && (
          <Button
            size="small"
            onClick={() =>
              setDuty({
                ...blank,
                id: freshId(rules.duties, 'duty'),
                name: '',
                classCode: '',
                department: rules.departments[0] ?? '',
                holders: [],
                when: { kind: 'yearly', day: '1231', yearsAfter: 0 },
              })
            }
          >
            加一条…
          </Button>
        )}
      </h3>
      <Table<Duty>
        size="small"
        rowKey="id"
        dataSource={rules?.duties ?? []}
        pagination={false}
        rowClassName={(one) => rowClass(one.enabled, changed(data?.rules.duties, one))}
        onRow={(one) => rowOf(one.name, editor, () => setDuty(one))}
        columns={[
          {
            title: '启用',
            width: 60,
            render: (_value, one) => (
              <Switch
                size="small"
                aria-label={`启用${one.name}`}
                disabled={!editor}
                checked={one.enabled}
                onChange={(enabled) => change({ duties: put(rules?.duties ?? [], { ...one, enabled }) })}
              />
            ),
          },
          {
            title: '材料',
            width: 250,
            render: (_value, one) =>
              names.get(one.classCode) === one.name
                ? `${one.classCode} ${one.name}`
                : `${one.classCode} ${one.name || names.get(one.classCode)}`,
          },
          { title: '对谁', width: 200, render: (_value, one) => whomOf(one.whom) || '应立档的全体' },
          { title: '何时', width: 210, render: (_value, one) => whenOf(one.when) },
          { title: '部门', dataIndex: 'department', width: 90 },
          { title: '依据', render: (_value, one) => basisOf(one) },
          { title: '有效', width: 130, render: (_value, one) => validOf(one) },
        ]}
      />
      {rules && (
        <div className="duty-term">
          <Field label="供料部门" extra="用顿号隔开；应收规则只能用这里的部门">
            <WordsInput
              key={data?.version}
              disabled={!editor}
              value={rules.departments}
              onChange={(departments) => change({ departments })}
            />
          </Field>
          <Field label="说明">
            <Input
              maxLength={500}
              disabled={!editor}
              value={rules.remarks}
              onChange={(event) => change({ remarks: event.target.value })}
            />
          </Field>
        </div>
      )}
      {holder && rules && (
        <HolderDialog
          rule={holder}
          onClose={() => setHolder(undefined)}
          onDone={(one) => {
            change({ holders: put(rules.holders, one) });
            setHolder(undefined);
          }}
        />
      )}
      {duty && rules && (
        <DutyDialog
          rule={duty}
          rules={rules}
          classes={scheme.data?.classes ?? []}
          onClose={() => setDuty(undefined)}
          onDone={(one) => {
            change({ duties: put(rules.duties, one) });
            setDuty(undefined);
          }}
          onRemove={() => {
            change({ duties: rules.duties.filter((each) => each.id !== duty.id) });
            setDuty(undefined);
          }}
        />
      )}
      {applying && rules && (
        <InForceDialog
          rules={rules}
          from={from}
          reviewer={reviewer}
          onClose={() => setApplying(false)}
          onDone={(version) => {
            setEdit(undefined);
            setApplying(false);
            void message.success(`已存为第 ${version} 版`);
          }}
        />
      )}
    </>
  );
}

const basisOf = (one: Holder | Duty) => (
  <>
    {one.basis}
    {!one.certain && <span className="muted">（待定）</span>}
  </>
);
const validOf = (one: Holder | Duty) =>
  one.from === '' && one.until === ''
    ? ''
    : `${dotted(one.from) || '起初'} 至 ${dotted(one.until) || '今后'}`;
const rowClass = (enabled: boolean, isChanged: boolean) =>
  `duty-row ${enabled ? '' : 'duty-off'} ${isChanged ? 'duty-changed' : ''}`;

/** A row that a double click or Enter opens. */
function rowOf(name: string, editor: boolean, open: () => void) {
  return {
    tabIndex: 0,
    'aria-label': name,
    onDoubleClick: () => editor && open(),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
      if (event.key === 'Enter' && editor) {
        // The same key press must not answer the dialog that it opens.
        event.preventDefault();
        open();
      }
    },
  };
}
