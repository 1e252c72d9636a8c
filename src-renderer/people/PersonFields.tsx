import { AutoComplete, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useRead } from '../archive/index.ts';
import { maskedIdNumber } from '../words/index.ts';
import { FIELD_WORDS, type PersonField } from './person-draft.ts';

interface Props {
  /** What the route found wrong, by field. */
  readonly findings: ReadonlyMap<PersonField, string>;
  /** The number on record, masked until somebody asks for it. */
  readonly knownNumber: string;
}

const DATE_HINT = '如 1975、197501、1975.1.2';
/** Each longest as the route takes it. */
const LONGEST: Partial<Record<PersonField, number>> = {
  name: 100,
  formerName: 200,
  ethnicity: 40,
  idNumberReason: 200,
  politicalStatus: 40,
  staffNumber: 60,
  remarks: 500,
};

export function PersonFields({ findings, knownNumber }: Props) {
  // Once given it stays in sight; before that only a wrong number asks for it.
  const reason = Form.useWatch<string | undefined>('idNumberReason', { preserve: true });
  const axes = useRead('people.axes', {}).data?.axes ?? [];
  const wrong = (field: PersonField) => {
    const found = findings.get(field);
    return found === undefined ? {} : { validateStatus: 'error' as const, help: found };
  };
  const line = (field: PersonField, hint = '') => (
    <Form.Item name={field} label={FIELD_WORDS[field]} {...wrong(field)}>
      <Input placeholder={hint} maxLength={LONGEST[field] ?? 60} />
    </Form.Item>
  );
  /** Names of units and the like, offered as they are on the roster already, so that they are written alike. */
  const named = (field: 'unit' | 'department' | 'leadingGroup' | 'rank') => {
    const axis = field === 'leadingGroup' ? 'leading-group' : field;
    const values = axes.find((one) => one.axis === axis)?.values ?? [];
    return (
      <Form.Item name={field} label={FIELD_WORDS[field]} {...wrong(field)}>
        <AutoComplete
          showSearch={{ filterOption: (text, option) => option?.value.includes(text) === true }}
          options={values.filter((one) => one.value !== '').map(({ value }) => ({ value }))}
        >
          <Input maxLength={200} />
        </AutoComplete>
      </Form.Item>
    );
  };
  return (
    <>
      <div className="person-grid">
        <Form.Item
          name="name"
          label={FIELD_WORDS.name}
          rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}
          {...wrong('name')}
        >
          <Input autoFocus maxLength={LONGEST.name ?? 100} />
        </Form.Item>
        {line('formerName')}
        <Form.Item name="sex" label={FIELD_WORDS.sex} {...wrong('sex')}>
          <Select
            options={['', '男', '女'].map((value) => ({ value, label: value === '' ? '未填' : value }))}
          />
        </Form.Item>
        {line('ethnicity')}
        <NumberField known={knownNumber} wrong={wrong('idNumber')} />
        {line('birthDate', DATE_HINT)}
        {line('workDate', DATE_HINT)}
        {line('staffNumber')}
        {(findings.has('idNumber') || findings.has('idNumberReason') || (reason ?? '') !== '') && (
          <div className="person-wide">{line('idNumberReason', '校验位不符而确系档案所载的，写明依据')}</div>
        )}
        {line('politicalStatus')}
        {line('partyDate', DATE_HINT)}
        {named('rank')}
        {named('leadingGroup')}
        <div className="person-half">{named('unit')}</div>
        <div className="person-half">{named('department')}</div>
      </div>
      <Posts wrong={wrong('posts')} />
      {line('remarks')}
    </>
  );
}

interface NumberProps {
  readonly known: string;
  readonly wrong: object;
}

function NumberField({ known, wrong }: NumberProps) {
  const [shown, setShown] = useState(known === '');
  if (!shown) {
    return (
      <Form.Item label={FIELD_WORDS.idNumber} {...wrong}>
        <Input
          readOnly
          aria-label={FIELD_WORDS.idNumber}
          value={maskedIdNumber(known)}
          suffix={
            <Button type="link" disabled={false} onClick={() => setShown(true)}>
              显示
            </Button>
          }
        />
      </Form.Item>
    );
  }
  return (
    <Form.Item name="idNumber" label={FIELD_WORDS.idNumber} {...wrong}>
      <Input maxLength={40} autoComplete="off" />
    </Form.Item>
  );
}

/** 职务: the first is the main one, the others are held beside it. */
function Posts({ wrong }: { readonly wrong: object }) {
  return (
    <Form.Item label={FIELD_WORDS.posts} {...wrong}>
      <Form.List name="posts">
        {(fields, { add, remove, move }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="person-post">
                <span className="muted">{name === 0 ? '主职' : '兼职'}</span>
                <Form.Item name={name} noStyle>
                  <Input
                    maxLength={200}
                    aria-label={name === 0 ? '主要职务' : `兼任职务 ${name}`}
                    onPressEnter={(event) => {
                      if (event.nativeEvent.isComposing) return;
                      event.preventDefault();
                      add('');
                    }}
                  />
                </Form.Item>
                <Button disabled={name === 0} title="排到前一位" onClick={() => move(name, name - 1)}>
                  上移
                </Button>
                <Button aria-label={`删去职务 ${name + 1}`} onClick={() => remove(name)}>
                  删去
                </Button>
              </div>
            ))}
            <Button onClick={() => add('')}>添一个职务</Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}
