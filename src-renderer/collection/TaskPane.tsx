import { App, Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { Originality } from '#contract/vocabulary.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { go } from '../navigation/index.ts';
import { useRoles } from '../session/index.ts';
import { dateWords, instantWords, ORIGINALITY_WORDS, plainDate } from '../words/index.ts';
import { isOwed, STATE_WORDS, type Task } from './words.ts';

/** One task with everything that was done about it. */
export function TaskPane({ id }: { readonly id: number | undefined }) {
  const clerk = useRoles().includes('clerk');
  const { data, failure, reload } = useRead('collection.task', id === undefined ? undefined : { id });
  const [noting, setNoting] = useState(false);
  if (!data)
    return (
      <div className="pane">
        <FailureNote failure={failure} onRetry={reload} />
        <p className="pane-body muted">选一项任务，这里是它的催收记录。按空格可多选。</p>
      </div>
    );
  const facts = [
    ['材料', data.wanted],
    ['类别', `${data.classCode} ${data.className}`],
    ['单位', data.unit],
    ['部门', data.department],
    ['期限', `${dateWords(data.dueOn)}${data.overdue ? '（已逾期）' : ''}`],
    ['状态', `${STATE_WORDS[data.state]}${data.reason === '' ? '' : `：${data.reason}`}`],
    ['要求', `${data.timesAsked} 次`],
  ] as const;
  return (
    <div className="pane" role="group" aria-label="任务情况">
      <div className="pane-title">{data.personName}</div>
      <div className="pane-body">
        <dl className="collection-facts">
          {facts.map(([word, said]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{said}</dd>
            </div>
          ))}
        </dl>
        <div className="screen-bar">
          {data.itemId !== null && data.state === 'received' && (
            <Button onClick={() => go('catalogue', { itemId: data.itemId ?? 0 })}>看材料</Button>
          )}
          {clerk && isOwed(data.state) && <Button onClick={() => setNoting(true)}>人事档案互见…</Button>}
        </div>
        <ol className="collection-events">
          {data.events.map((one) => (
            <li key={`${one.at} ${one.text}`}>
              {instantWords(one.at)} {one.by}：{one.text}
            </li>
          ))}
        </ol>
      </div>
      {noting && <ElsewhereDialog task={data} onClose={() => setNoting(false)} />}
    </div>
  );
}

/** 互见: the paper stays in the personnel file, the integrity file says where it lies. */
function ElsewhereDialog({ task, onClose }: { readonly task: Task; readonly onClose: () => void }) {
  const { message } = App.useApp();
  const note = useAct('collection.noteElsewhere', { quiet: true });
  const [title, setTitle] = useState(task.wanted);
  const [date, setDate] = useState('');
  const [holder, setHolder] = useState('干部人事档案');
  const [reference, setReference] = useState('');
  const [form, setForm] = useState<Originality>('original');
  const plain = plainDate(date);
  const submit = async () => {
    const done = await note.run({ taskId: task.id, title, date: plain ?? '', holder, reference, form });
    if (!done) return;
    void message.success('已登记互见');
    onClose();
  };
  return (
    <Modal
      title={`${task.personName}：人事档案互见`}
      open
      onCancel={onClose}
      okText="登记"
      okButtonProps={{ disabled: reference.trim() === '' || plain === undefined, loading: note.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={note.failure} />
      <Field label="材料名称" required>
        <Input maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label="形成日期" extra={plain === undefined ? '看不懂这个日期' : '如 20260301、2026年'}>
        <Input value={date} onChange={(event) => setDate(event.target.value)} />
      </Field>
      <Field label="存于" required>
        <Input maxLength={100} value={holder} onChange={(event) => setHolder(event.target.value)} />
      </Field>
      <Field label="位置" required extra="人事档案的类号和顺序号，如 9-2-3">
        <Input maxLength={100} value={reference} onChange={(event) => setReference(event.target.value)} />
      </Field>
      <FieldGroup label="那里存的是">
        <Radio.Group
          value={form}
          onChange={(event) => setForm(event.target.value as Originality)}
          options={(['original', 'copy'] as const).map((value) => ({
            value,
            label: ORIGINALITY_WORDS[value],
          }))}
        />
      </FieldGroup>
    </Modal>
  );
}
