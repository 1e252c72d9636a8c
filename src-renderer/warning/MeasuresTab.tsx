import { App, Button, Checkbox, Input, Modal, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { DISCIPLINE_WORDS, DISCIPLINES, type Discipline } from '#contract/vocabulary.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { ItemPicker } from '../item-picker/index.ts';
import { go } from '../navigation/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { dateWords } from '../words/index.ts';

type Measure = Output<'measure.list'>['measures'][number];
const STATE: Readonly<Record<Measure['state'], { word: string; colour: string }>> = {
  running: { word: '影响期内', colour: 'red' },
  over: { word: '已期满', colour: 'green' },
  none: { word: '无影响期', colour: 'default' },
  unknown: { word: '日期不全', colour: 'gold' },
};

/** 处理处分: each on its paper, with the influence period that the rules give it. */
export function MeasuresTab() {
  const clerk = useRoles().includes('clerk');
  const [person, setPerson] = useState<PickedPerson>();
  const [running, setRunning] = useState(false);
  const measures = useRead('measure.list', { running, ...(person ? { fileId: person.fileId } : {}) });
  const withdraw = useAct('measure.withdraw', { quiet: true });
  const [adding, setAdding] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Measure>();
  return (
    <>
      <div className="screen-bar">
        <PersonPicker label="哪位干部" placeholder="全部干部" value={person} onChange={setPerson} />
        <Checkbox checked={running} onChange={(event) => setRunning(event.target.checked)}>
          只看影响期内的
        </Checkbox>
        {clerk && (
          <Button type="primary" disabled={!person} onClick={() => setAdding(true)}>
            登记处理处分…
          </Button>
        )}
        <span className="muted">影响期从决定之日起算，到期自动解除；规则在「规则」中。</span>
      </div>
      <FailureNote failure={measures.failure} onRetry={measures.reload} />
      <Table<Measure>
        size="small"
        rowKey="id"
        dataSource={measures.data?.measures ?? []}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '没有登记的处理处分' }}
        columns={[
          { title: '姓名', dataIndex: 'personName', width: 90 },
          { title: '种类', dataIndex: 'kindName', width: 170 },
          { title: '决定日期', width: 110, render: (_value, one) => dateWords(one.decidedOn) },
          {
            title: '机关与文号',
            ellipsis: true,
            render: (_value, one) => `${one.organ} ${one.documentNumber}`,
          },
          {
            title: '违反',
            width: 110,
            ellipsis: true,
            render: (_value, one) => one.disciplines.map((id) => DISCIPLINE_WORDS[id]).join('、'),
          },
          {
            title: '影响期',
            width: 230,
            render: (_value, one) => (
              <>
                {one.until === '' ? '' : `${dateWords(one.from)} 至 ${dateWords(one.until)}`}
                {one.overridden && (
                  <span className="muted" title={one.overrideReason}>
                    （自定）
                  </span>
                )}
              </>
            ),
          },
          {
            title: '状态',
            width: 110,
            render: (_value, one) =>
              one.withdrawn === null ? (
                <Tag color={STATE[one.state].colour}>{STATE[one.state].word}</Tag>
              ) : (
                <span className="muted" title={one.withdrawn}>
                  已撤销
                </span>
              ),
          },
          {
            title: '依据材料',
            ellipsis: true,
            render: (_value, one) => (
              <Button type="link" onClick={() => go('catalogue', { itemId: one.itemId })}>
                {one.itemTitle}
              </Button>
            ),
          },
          {
            title: '',
            width: 90,
            render: (_value, one) =>
              clerk && one.withdrawn === null && <Button onClick={() => setWithdrawing(one)}>撤销…</Button>,
          },
        ]}
      />
      {adding && person && <MeasureDialog fileId={person.fileId} onClose={() => setAdding(false)} />}
      <ReasonDialog
        open={withdrawing !== undefined}
        title="撤销这条登记"
        hint="登记留存，不再计算影响期。"
        label="理由"
        act={withdraw}
        onClose={() => setWithdrawing(undefined)}
        run={async (reason) =>
          withdrawing !== undefined && (await withdraw.run({ id: withdrawing.id, reason })) !== undefined
        }
      />
    </>
  );
}

function MeasureDialog({ fileId, onClose }: { readonly fileId: number; readonly onClose: () => void }) {
  const { message } = App.useApp();
  const kinds = useRead('measure.kinds', {});
  const save = useAct('measure.save', { quiet: true });
  const [itemId, setItemId] = useState<number>();
  const [kind, setKind] = useState<string>();
  const [decidedOn, setDecidedOn] = useState('');
  const [organ, setOrgan] = useState('');
  const [documentNumber, setDocumentNumber] = useState('');
  const [disciplines, setDisciplines] = useState<readonly Discipline[]>([]);
  const [until, setUntil] = useState('');
  const [overrideReason, setOverrideReason] = useState('');
  const whole = /^\d{8}$/.test(decidedOn);
  const period = useRead('measure.period', kind !== undefined && whole ? { kind, decidedOn } : undefined);
  const chosen = kinds.data?.kinds.find((one) => one.id === kind);
  const run = async () => {
    if (itemId === undefined || kind === undefined) return;
    const done = await save.run({
      itemId,
      kind,
      decidedOn,
      organ,
      documentNumber,
      disciplines: [...disciplines],
      note: '',
      until,
      overrideReason,
    });
    if (!done) return;
    void message.success('已登记');
    onClose();
  };
  return (
    <Modal
      title="登记处理处分"
      open
      onCancel={onClose}
      okText="登记"
      okButtonProps={{ disabled: itemId === undefined || kind === undefined, loading: save.busy }}
      onOk={() => void run()}
    >
      <FailureNote failure={kinds.failure ?? save.failure} />
      <Field label="依据材料（决定书等）" required>
        <ItemPicker fileId={fileId} value={itemId} onChange={setItemId} />
      </Field>
      <Field
        label="种类"
        required
        {...(chosen?.certain === false ? { extra: `${chosen.basis}${chosen.note}` } : {})}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={kind ?? null}
          onChange={(next) => setKind(next ?? undefined)}
          options={(kinds.data?.kinds ?? []).map((one) => ({ value: one.id, label: one.name }))}
        />
      </Field>
      <Field
        label="决定日期"
        required
        extra={
          period.data?.until
            ? `影响期 ${dateWords(period.data.from)} 至 ${dateWords(period.data.until)}`
            : '八位数字，如 20260310'
        }
      >
        <Input value={decidedOn} onChange={(event) => setDecidedOn(event.target.value)} />
      </Field>
      <Field label="决定机关">
        <Input maxLength={100} value={organ} onChange={(event) => setOrgan(event.target.value)} />
      </Field>
      <Field label="文号">
        <Input
          maxLength={100}
          value={documentNumber}
          onChange={(event) => setDocumentNumber(event.target.value)}
        />
      </Field>
      <Field label="违反的纪律" extra="决定书写明几项就选几项">
        <Select
          mode="multiple"
          value={[...disciplines]}
          onChange={setDisciplines}
          options={DISCIPLINES.map((value) => ({ value, label: DISCIPLINE_WORDS[value] }))}
        />
      </Field>
      <Field label="自定截止日" extra="只在规则不适用时填，须写明理由">
        <Input value={until} onChange={(event) => setUntil(event.target.value)} />
      </Field>
      {until !== '' && (
        <Field label="自定的理由" required>
          <Input
            maxLength={200}
            value={overrideReason}
            onChange={(event) => setOverrideReason(event.target.value)}
          />
        </Field>
      )}
    </Modal>
  );
}
