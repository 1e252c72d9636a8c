import { Button, Checkbox, Input, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { RegulationDialog } from './RegulationDialog.tsx';
import { dotted } from './words.ts';

type Row = Output<'regulation.list'>['regulations'][number];
const STATE = {
  coming: { word: '未施行', colour: 'blue' },
  'in-force': { word: '现行', colour: 'green' },
  repealed: { word: '已废止', colour: 'default' },
} as const;

/** 制度库: found by any part of heading or text, by class, in force or all. */
export function LibraryTab({ classCode }: { readonly classCode: string | undefined }) {
  const roles = useRoles();
  const editor = roles.includes('clerk') || roles.includes('reviewer');
  const scheme = useRead('catalogue.scheme', {});
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(classCode);
  const [inForce, setInForce] = useState(false);
  const [editing, setEditing] = useState<number | 'new'>();
  const { data, failure, loading, reload } = useRead('regulation.list', {
    ...(text.trim() === '' ? {} : { text }),
    ...(chosen === undefined ? {} : { classCode: chosen }),
    inForce,
  });
  const titles = new Map((data?.regulations ?? []).map((one) => [one.id, one.title]));
  const classes = (scheme.data?.classes ?? []).filter((one) => one.parent !== null);
  return (
    <>
      <div className="screen-bar">
        <Input
          className="duty-search"
          allowClear
          autoFocus
          aria-label="查找制度"
          placeholder="名称、文号、正文里的字句"
          maxLength={100}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Select
          className="duty-class"
          aria-label="按类号"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="各类材料"
          value={chosen ?? null}
          onChange={(value: string | null) => setChosen(value ?? undefined)}
          options={classes.map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))}
        />
        <Checkbox checked={inForce} onChange={(event) => setInForce(event.target.checked)}>
          只看现行的
        </Checkbox>
        <span className="spacer" />
        {editor && (
          <Button type="primary" onClick={() => setEditing('new')}>
            登记制度…
          </Button>
        )}
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Row>
        size="small"
        rowKey="id"
        loading={loading && !data}
        dataSource={data?.regulations ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '没有这样的制度。点「登记制度…」录入名称、文号和正文。' }}
        onRow={(one) => ({
          tabIndex: 0,
          'aria-label': one.title,
          onDoubleClick: () => setEditing(one.id),
          onKeyDown: (event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
              event.preventDefault();
              setEditing(one.id);
            }
          },
        })}
        columns={[
          {
            title: '状态',
            width: 80,
            render: (_value, one) => <Tag color={STATE[one.state].colour}>{STATE[one.state].word}</Tag>,
          },
          {
            title: '名称',
            render: (_value, one) => (
              <>
                《{one.title}》{one.excerpt !== '' && <div className="muted">…{one.excerpt}…</div>}
              </>
            ),
          },
          { title: '文号', dataIndex: 'documentNumber', width: 170 },
          { title: '发文机关', dataIndex: 'issuer', width: 160 },
          { title: '施行', width: 95, render: (_value, one) => dotted(one.inForceFrom) },
          {
            title: '废止与替代',
            width: 220,
            render: (_value, one) =>
              `${dotted(one.repealedOn)}${one.successorId === null ? '' : ` 由《${titles.get(one.successorId) ?? '另一件'}》替代`}`,
          },
          { title: '类号', width: 130, render: (_value, one) => one.classes.join('、') },
        ]}
      />
      {editing !== undefined && (
        <RegulationDialog
          id={editing === 'new' ? undefined : editing}
          editor={editor}
          classes={classes}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}
