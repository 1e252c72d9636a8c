import { Button, Checkbox, Form, Input, Modal, Radio, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import type { Output, Input as RouteInput } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { go } from '../navigation/index.ts';
import { useRoles } from '../session/index.ts';
import { KIND_WORDS } from './kinds.ts';

type Head = Output<'declaration.list'>['declarations'][number];
type Difference = Output<'declaration.compare'>['differences'][number];
type Finding = RouteInput<'declaration.noteFinding'>['finding'];

const OUTCOME: Readonly<Record<Difference['outcome'], { word: string; colour: string }>> = {
  added: { word: '新增', colour: 'green' },
  removed: { word: '消失', colour: 'red' },
  changed: { word: '变更', colour: 'gold' },
  same: { word: '不变', colour: 'default' },
};
const SUSPECTED = {
  omitted: '疑似漏报',
  concealed: '疑似隐瞒不报',
  undecided: '办法未列，待组织部门判断',
} as const;
const FOUND: Readonly<Record<Finding, string>> = { truthful: '如实', omitted: '漏报', concealed: '隐瞒不报' };
const labelOf = (one: Head) => `${one.year} ${KIND_WORDS[one.kind]} 第 ${one.version} 版`;

/** 比对: two reports row by row; against a check result with the class of the list, always 疑似 until found. */
export function CompareTab({ heads }: { readonly heads: readonly Head[] }) {
  const reviewer = useRoles().includes('reviewer');
  const current = heads.filter((one) => !one.superseded);
  const annual = current.filter((one) => one.kind === 'annual');
  const [chosenLeft, setLeftId] = useState<number>();
  const [chosenRight, setRightId] = useState<number>();
  // Until a person has chosen: the newest report against what the check found, or the two newest years.
  const check = current.find((one) => one.kind === 'check');
  const leftId = chosenLeft ?? (check ? annual[0]?.id : (annual[1]?.id ?? annual[0]?.id));
  const rightId = chosenRight ?? check?.id ?? (annual.length > 1 ? annual[0]?.id : undefined);
  const [all, setAll] = useState(false);
  const [finding, setFinding] = useState<Difference>();
  const ready = leftId !== undefined && rightId !== undefined && leftId !== rightId;
  const compared = useRead('declaration.compare', ready ? { leftId, rightId } : undefined);
  const shown = (compared.data?.differences ?? []).filter(
    (one) => all || one.outcome !== 'same' || one.questions.length > 0,
  );
  const options = (list: readonly Head[]) => list.map((one) => ({ value: one.id, label: labelOf(one) }));
  const scans = [compared.data?.left, compared.data?.right].flatMap((one) =>
    one?.itemId === null || one === undefined ? [] : [one],
  );
  return (
    <>
      <div className="screen-bar">
        <Select
          aria-label="左：本人报告"
          className="declaration-choice"
          placeholder="本人报告"
          value={leftId ?? null}
          onChange={(next) => setLeftId(next ?? undefined)}
          options={options(heads.filter((one) => one.kind !== 'check'))}
        />
        与
        <Select
          aria-label="右：另一年度、变更或查核"
          className="declaration-choice"
          placeholder="另一年度、变更或查核"
          value={rightId ?? null}
          onChange={(next) => setRightId(next ?? undefined)}
          options={options(heads)}
        />
        <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
          含不变的
        </Checkbox>
        {scans.map((one) => (
          <Button key={one.id} onClick={() => go('catalogue', { itemId: one.itemId ?? 0 })}>
            {one.year} 扫描件
          </Button>
        ))}
      </div>
      <FailureNote failure={compared.failure} onRetry={compared.reload} />
      <Table<Difference>
        size="small"
        rowKey={(one) => `${one.item} ${one.rowKey}`}
        dataSource={shown}
        pagination={false}
        locale={{ emptyText: ready ? '两份报告没有不同' : '选定两份报告' }}
        columns={[
          { title: '项目', dataIndex: 'itemName', width: 200 },
          { title: '对象', dataIndex: 'name', width: 200 },
          {
            title: '结果',
            width: 80,
            render: (_value, one) => (
              <Tag color={OUTCOME[one.outcome].colour}>{OUTCOME[one.outcome].word}</Tag>
            ),
          },
          {
            title: '不同之处',
            render: (_value, one) => (
              <>
                {one.outcome !== 'same' &&
                  one.fields.map((field) => (
                    <div key={field.label}>
                      {field.label}：{field.left || '（无）'} → {field.right || '（无）'}
                      {field.percent === null ? '' : `（${field.percent > 0 ? '+' : ''}${field.percent}%）`}
                    </div>
                  ))}
                {one.questions.map((question) => (
                  <div key={question} className="warning">
                    {question}
                  </div>
                ))}
              </>
            ),
          },
          {
            title: '提示与认定',
            width: 260,
            render: (_value, one) =>
              one.finding ? (
                <>
                  <Tag color="blue">认定：{FOUND[one.finding.finding]}</Tag>
                  {one.finding.basis}（{one.finding.by}）
                </>
              ) : (
                one.suspected !== null && (
                  <>
                    <Tag color="red">{SUSPECTED[one.suspected]}</Tag>
                    {reviewer && <Button onClick={() => setFinding(one)}>登记认定…</Button>}
                  </>
                )
              ),
          },
        ]}
      />
      {finding && leftId !== undefined && rightId !== undefined && (
        <FindingDialog
          difference={finding}
          declaredId={leftId}
          checkedId={rightId}
          onClose={() => setFinding(undefined)}
        />
      )}
    </>
  );
}

interface Dialog {
  readonly difference: Difference;
  readonly declaredId: number;
  readonly checkedId: number;
  readonly onClose: () => void;
}
function FindingDialog({ difference, declaredId, checkedId, onClose }: Dialog) {
  const note = useAct('declaration.noteFinding', { quiet: true });
  const [finding, setFinding] = useState<Finding>('truthful');
  const [basis, setBasis] = useState('');
  const [words, setWords] = useState('');
  const run = async () => {
    const { item, rowKey } = difference;
    if (await note.run({ declaredId, checkedId, item, rowKey, finding, basis, note: words })) onClose();
  };
  return (
    <Modal
      title={`登记认定：${difference.itemName}「${difference.name}」`}
      open
      onCancel={onClose}
      okText="登记"
      okButtonProps={{ disabled: basis.trim() === '', loading: note.busy }}
      onOk={() => void run()}
    >
      <p className="muted">认定由组织部门作出，这里按其文件登记；登记前一律只是疑似。</p>
      <FailureNote failure={note.failure} />
      <Form layout="vertical">
        <FieldGroup label="认定为">
          <Radio.Group
            value={finding}
            onChange={(event) => setFinding(event.target.value as Finding)}
            options={(['truthful', 'omitted', 'concealed'] as const).map((value) => ({
              value,
              label: FOUND[value],
            }))}
          />
        </FieldGroup>
        <Field label="认定文件" required>
          <Input maxLength={200} value={basis} onChange={(event) => setBasis(event.target.value)} />
        </Field>
        <Field label="说明">
          <Input maxLength={300} value={words} onChange={(event) => setWords(event.target.value)} />
        </Field>
      </Form>
    </Modal>
  );
}
