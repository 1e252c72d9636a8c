import { Checkbox, Input, type InputRef, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import type { Input as Asked } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { dateWords, plainDate } from '../words/index.ts';
import type { Post } from './Career.tsx';

type Draft = Asked<'career.savePost'>['post'];
type Words = 'unitText' | 'title' | 'level' | 'rank' | 'documentNumber' | 'appointedBy' | 'duties';

const EMPTY: Draft = {
  unitId: null,
  unitText: '',
  title: '',
  main: true,
  leading: false,
  level: '',
  rank: '',
  fromDate: '',
  untilDate: '',
  ended: false,
  documentNumber: '',
  appointedBy: '',
  duties: '',
};
function draftOf(post: Post): Draft {
  const { id: _i, revision: _r, unitThen: _t, unitNow: _n, origin: _o, ...draft } = post;
  return { ...draft, fromDate: dateWords(draft.fromDate), untilDate: dateWords(draft.untilDate) };
}
const DATE_HINT = '如 1998、1998.03；不知道就空着';

interface Props {
  readonly personId: number;
  readonly post: Post | undefined;
  readonly onClose: () => void;
}

export function PostDialog({ personId, post, onClose }: Props) {
  const units = useRead('career.units', {}).data?.units ?? [];
  const [draft, setDraft] = useState(post ? draftOf(post) : EMPTY);
  const first = useRef<InputRef>(null);
  const save = useAct('career.savePost', { quiet: true });
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const [from, until] = [plainDate(draft.fromDate), plainDate(draft.untilDate)];
  const ready = draft.title.trim() !== '' && from !== undefined && until !== undefined;
  const submit = async () => {
    if (!ready || save.busy) return;
    const known = post ? { id: post.id, revision: post.revision } : {};
    const done = await save.run({
      ...known,
      personId,
      post: { ...draft, fromDate: from, untilDate: draft.ended ? until : '' },
    });
    if (done) onClose();
  };
  useCommand('form.save', () => void submit(), ready && !save.busy);
  const line = (field: Words, label: string, longest: number, required = false) => (
    <Field label={label} required={required}>
      <Input
        {...(field === 'title' ? { ref: first } : {})}
        maxLength={longest}
        value={draft[field]}
        onChange={(event) => set({ [field]: event.target.value })}
      />
    </Field>
  );
  const date = (field: 'fromDate' | 'untilDate', label: string, disabled = false) => (
    <Field label={label} extra={plainDate(draft[field]) === undefined ? '这不是日期' : DATE_HINT}>
      <Input
        disabled={disabled}
        maxLength={20}
        status={plainDate(draft[field]) === undefined ? 'error' : ''}
        value={draft[field]}
        onChange={(event) => set({ [field]: event.target.value })}
      />
    </Field>
  );
  return (
    <Modal
      title={post ? `修改任职：${post.title}` : '登记任职'}
      open
      width={720}
      onCancel={onClose}
      okText="保存（Ctrl+S）"
      okButtonProps={{ disabled: !ready, loading: save.busy }}
      onOk={() => void submit()}
      afterOpenChange={(open) => open && first.current?.focus()}
    >
      <FailureNote failure={save.failure} />
      <div className="post-grid">
        {line('title', '职务名称', 200, true)}
        <Field label="单位">
          <Select
            value={draft.unitId}
            onChange={(unitId) => set({ unitId })}
            showSearch={{ optionFilterProp: 'label' }}
            options={[
              { value: null, label: '（按文字填写）' },
              ...units.map((unit) => ({
                value: unit.id,
                label: unit.names
                  .map((one) => one.name)
                  .toReversed()
                  .join('，原'),
              })),
            ]}
          />
        </Field>
        {draft.unitId === null && line('unitText', '单位（文字）', 200)}
        {date('fromDate', '任职时间')}
        {date('untilDate', '免职时间', !draft.ended)}
        {line('level', '职务级别', 60)}
        {line('rank', '职级', 60)}
        {line('appointedBy', '任职方式', 60)}
        {line('documentNumber', '文号', 100)}
        {line('duties', '分管工作', 500)}
      </div>
      <Checkbox checked={draft.main} onChange={(event) => set({ main: event.target.checked })}>
        主职务
      </Checkbox>
      <Checkbox checked={draft.leading} onChange={(event) => set({ leading: event.target.checked })}>
        领导职务
      </Checkbox>
      <Checkbox checked={draft.ended} onChange={(event) => set({ ended: event.target.checked })}>
        已免职
      </Checkbox>
    </Modal>
  );
}
