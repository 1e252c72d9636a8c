import { Alert, App, Button, Form, Input, Table } from 'antd';
import { useEffect, useState } from 'react';
import type { Input as Asked, Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';

type Style = Output<'numbering.styles'>['styles'][number];
type Values = Asked<'numbering.addStyle'>;
/** What a template may hold; `:4` after a name fills up with zeros. */
const PARTS = [
  ['fonds', '全宗号'],
  ['volume', '卷号'],
  ['item', '件号'],
  ['class', '类号'],
  ['retention', '保管期限'],
  ['year', '年度'],
] as const;
const TYPING_MS = 250;

/** 档号式样: the shipped ones and the office's own; a new one is tried on the numbers given before it is kept. */
export function Styles() {
  const { data, failure, reload } = useRead('numbering.styles', {});
  const reviewer = useRoles().includes('reviewer');
  return (
    <>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Style>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={[...(data?.styles ?? [])]}
        columns={[
          {
            title: '式样',
            render: (_, one) => (
              <>
                {one.name}
                {one.id === data?.current && <b>（现用）</b>}
              </>
            ),
          },
          { title: '写法', render: (_, one) => <code>{one.template}</code> },
          { title: '如', width: 240, dataIndex: 'example' },
          { title: '来历', width: 130, render: (_, one) => one.madeBy ?? '随程序提供' },
        ]}
      />
      <p className="muted">
        现用哪一种由系统管理员在「设置」选定，只影响此后定的号；已定的号不变。式样一经保存不再改，要改就另加一种。
      </p>
      {reviewer ? <NewStyle /> : <p className="muted">新的式样由审核员增加。</p>}
    </>
  );
}

function NewStyle() {
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const typed = Form.useWatch('template', form) ?? '';
  const [template, setTemplate] = useState('');
  const [whole, setWhole] = useState(false);
  const add = useAct('numbering.addStyle', { quiet: true });
  useEffect(() => {
    const timer = setTimeout(() => {
      setTemplate(typed);
      setWhole(false);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const attempt = useRead('numbering.tryTemplate', template === '' ? undefined : { template, whole });
  const save = async (values: Values) => {
    if (!(await add.run(values))) return;
    void message.success(`已增加「${values.name}」；请系统管理员在「设置」选用。`);
    form.resetFields();
  };
  return (
    <div className="pane new-style">
      <div className="pane-title">增加一种式样</div>
      <Form<Values>
        form={form}
        className="pane-body"
        layout="horizontal"
        labelCol={{ flex: '64px' }}
        initialValues={{ name: '', template: '' }}
        onFinish={(values) => void save(values)}
      >
        <FailureNote failure={add.failure} />
        <Form.Item
          name="name"
          label="名称"
          rules={[{ required: true, whitespace: true, message: '请填名称' }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="template"
          label="写法"
          rules={[{ required: true, whitespace: true, message: '请填写法' }]}
          extra={`${PARTS.map(([part, word]) => `{${part}} ${word}`).join('，')}；冒号后是补零的位数，如 {volume:4}。`}
        >
          <Input maxLength={120} placeholder="{fonds}-RS·LZ·{year}-{volume:4}-{item:3}" />
        </Form.Item>
        <Trial reading={attempt} template={template} />
        <Button
          disabled={template === '' || (attempt.data?.findings.length ?? 1) > 0}
          loading={whole && attempt.loading}
          onClick={() => setWhole(true)}
        >
          对全部档号试算
        </Button>{' '}
        <Button type="primary" htmlType="submit" loading={add.busy}>
          保存式样
        </Button>
      </Form>
    </div>
  );
}

interface TrialProps {
  readonly reading: { readonly data: Output<'numbering.tryTemplate'> | undefined };
  readonly template: string;
}

/** What the template makes of numbers that exist: old beside new, and every two that would read alike. */
function Trial({ reading: { data }, template }: TrialProps) {
  if (template === '' || data === undefined) return null;
  if (data.findings.length > 0)
    return <Alert type="warning" showIcon title={`还不能用：${data.findings.join('；')}`} />;
  return (
    <>
      {data.tried > 0 && (
        <Alert
          type={data.clashes > 0 ? 'error' : 'success'}
          showIcon
          title={
            data.clashes > 0
              ? `试了 ${data.tried} 个档号，${data.clashes} 个与别的相重，不能用`
              : `试了 ${data.tried} 个档号，没有相重`
          }
          description={
            data.undated > 0 ? `其中 ${data.undated} 件没有形成时间，年度一段会是空的。` : undefined
          }
        />
      )}
      <table className="style-trial" aria-label="试算">
        <thead>
          <tr>
            <th>现在的档号</th>
            <th>按新式样</th>
            <th>与之相重</th>
          </tr>
        </thead>
        <tbody>
          {data.clashing.map((one) => (
            <tr key={`${one.before} ${one.other}`}>
              <td>{one.before}</td>
              <td className="warning">{one.code}</td>
              <td className="warning">{one.other}</td>
            </tr>
          ))}
          {data.examples.map((one) => (
            <tr key={one.before}>
              <td>{one.before}</td>
              <td>{one.after}</td>
              <td />
            </tr>
          ))}
          {data.examples.length === 0 && (
            <tr>
              <td>（还没有定过号）</td>
              <td>{data.example}</td>
              <td />
            </tr>
          )}
        </tbody>
      </table>
    </>
  );
}
