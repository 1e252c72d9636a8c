import { Alert, App, Checkbox, Modal } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct } from '../archive/index.ts';
import { dateWords } from '../words/index.ts';

type Look = Output<'people.lookAtForm'>;
type FormField = Look['fields'][number]['field'];

interface Props {
  readonly personId: number;
  readonly revision: number;
  /** The word for the chosen file. */
  readonly source: string;
  readonly onClose: () => void;
}

/** 任免审批表: each part beside what is on record; only what is ticked is taken. */
export function AppointmentFormDialog({ personId, revision, source, onClose }: Props) {
  const { message } = App.useApp();
  const look = useAct('people.lookAtForm', { quiet: true });
  const take = useAct('people.takeForm', { quiet: true });
  const [seen, setSeen] = useState<Look>();
  const [fields, setFields] = useState<readonly FormField[]>([]);
  const [posts, setPosts] = useState<readonly number[]>([]);
  const [relatives, setRelatives] = useState<readonly number[]>([]);
  const [photo, setPhoto] = useState(false);
  const { run } = look;
  useEffect(() => {
    void run({ personId, source }).then((found) => {
      if (!found) return;
      setSeen(found);
      // What is empty here is proposed; what differs waits for a person.
      setFields(found.fields.filter((one) => one.ours === '').map((one) => one.field));
      setPosts(found.posts.flatMap((one, at) => (one.known ? [] : [at])));
      setRelatives(found.relatives.flatMap((one, at) => (one.known ? [] : [at])));
      setPhoto(found.photo);
    });
    // Once, for the file that was chosen.
  }, [personId, source]); // oxlint-disable-line react/exhaustive-deps
  const chosen = fields.length + posts.length + relatives.length + (photo ? 1 : 0);
  const submit = async () => {
    const done = await take.run({
      personId,
      revision,
      source,
      fields: [...fields],
      posts: [...posts],
      relatives: [...relatives],
      photo,
    });
    if (!done) return;
    void message.success(
      `已采用：登记项 ${done.fields}，任职 ${done.posts} 条，亲属 ${done.relatives} 人${done.photo ? '，照片' : ''}`,
      4,
    );
    onClose();
  };
  return (
    <Modal
      title={`读入干部任免审批表${seen ? `：${seen.name}` : ''}`}
      open
      width={760}
      onCancel={onClose}
      okText={`采用所选（${chosen}）`}
      okButtonProps={{ disabled: !seen || seen.otherPerson || chosen === 0, loading: take.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={look.failure ?? take.failure} />
      {seen?.otherPerson && (
        <Alert type="error" showIcon title="表上的姓名或身份证号与这位干部不同，不能采用。请核对文件。" />
      )}
      {seen && (
        <div className="appointment-form">
          <Part title="登记项" none="没有不同" empty={seen.fields.length === 0}>
            <Checkbox.Group
              value={[...fields]}
              onChange={(next) => setFields(next)}
              options={seen.fields.map((one) => ({
                value: one.field,
                label: `${one.label}：${one.ours === '' ? '（空）' : shown(one.ours)} → ${shown(one.theirs)}`,
              }))}
            />
          </Part>
          <Part title="任职经历" none="简历里没有认出任职" empty={seen.posts.length === 0}>
            <Checkbox.Group
              value={[...posts]}
              onChange={(next) => setPosts(next)}
              options={seen.posts.map((one, at) => ({
                value: at,
                disabled: one.known,
                label: `${dateWords(one.from)}—${one.until === '' ? '' : dateWords(one.until)}　${one.words}${one.known ? '（已有）' : ''}`,
              }))}
            />
          </Part>
          {seen.unread.length > 0 && (
            <Part title="没有认出起止的行，请自行登记" none="" empty={false}>
              {seen.unread.map((one) => (
                <p key={one} className="warning">
                  {one}
                </p>
              ))}
            </Part>
          )}
          <Part title="家庭成员及主要社会关系" none="表上没有" empty={seen.relatives.length === 0}>
            <Checkbox.Group
              value={[...relatives]}
              onChange={(next) => setRelatives(next)}
              options={seen.relatives.map((one, at) => ({
                value: at,
                disabled: one.known,
                label: `${one.relation} ${one.name} ${one.work}${one.known ? '（已有）' : ''}`,
              }))}
            />
          </Part>
          {seen.photo && (
            <Checkbox checked={photo} onChange={(event) => setPhoto(event.target.checked)}>
              收入表上的照片
            </Checkbox>
          )}
        </div>
      )}
    </Modal>
  );
}

const shown = (value: string) => (/^\d{4}(\d{2}){0,2}$/.test(value) ? dateWords(value) : value);

interface PartProps {
  readonly title: string;
  readonly none: string;
  readonly empty: boolean;
  readonly children: ReactNode;
}
function Part({ title, none, empty, children }: PartProps) {
  return (
    <section>
      <h4>{title}</h4>
      {empty ? <p className="muted">{none}</p> : children}
    </section>
  );
}
