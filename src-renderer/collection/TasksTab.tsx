import { App, Button, Select, Tag } from 'antd';
import { useState } from 'react';
import type { Input } from '#contract/index.ts';
import { choose, FailureNote, read, useAct, useRead } from '../archive/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { type Column, IdTable, type Selection } from '../table/index.ts';
import { dateWords } from '../words/index.ts';
import { DueDialog } from './DueDialog.tsx';
import { HandoverDialog } from './HandoverDialog.tsx';
import { SheetDialog } from './SheetDialog.tsx';
import { TaskDialog } from './TaskDialog.tsx';
import { TaskPane } from './TaskPane.tsx';
import { STATE_WORDS, type Task } from './words.ts';

const COLUMNS: readonly Column<Task, never>[] = [
  { key: 'person', title: '姓名', width: '80px', cell: (row) => row.personName },
  { key: 'wanted', title: '要交的材料', width: 'minmax(180px, 2fr)', cell: (row) => row.wanted },
  { key: 'class', title: '类号', width: '56px', cell: (row) => row.classCode },
  { key: 'period', title: '年度/事由', width: '90px', cell: (row) => row.period },
  { key: 'department', title: '部门', width: '110px', cell: (row) => row.department },
  {
    key: 'due',
    title: '期限',
    width: '100px',
    cell: (row) => <span className={row.overdue ? 'warning' : ''}>{dateWords(row.dueOn)}</span>,
  },
  {
    key: 'state',
    title: '状态',
    width: '90px',
    cell: (row) => (
      <Tag {...(row.overdue ? { color: 'red' } : {})}>{row.overdue ? '逾期' : STATE_WORDS[row.state]}</Tag>
    ),
  },
];
const load = (ids: number[]) => read('collection.taskRows', { ids });
type Show = 'unsettled' | 'overdue' | Task['state'];
const filterOf = (show: Show): Partial<Input<'collection.taskIds'>> => {
  if (show === 'unsettled') return {};
  return show === 'overdue' ? { overdue: true } : { states: [show] };
};
type Dialog = 'due' | 'add' | 'sheet' | 'handover' | 'not-applicable';

/** Tasks by due day at the left, one with its history at the right. */
export function TasksTab() {
  const { message } = App.useApp();
  const clerk = useRoles().includes('clerk');
  const departments = useRead('collection.departments', {});
  const [departmentId, setDepartmentId] = useState<number>();
  const [show, setShow] = useState<Show>('unsettled');
  const [current, setCurrent] = useState<number>();
  const [chosen, setChosen] = useState<Selection>(new Set());
  const [dialog, setDialog] = useState<Dialog>();
  const ids = useRead('collection.taskIds', {
    ...filterOf(show),
    ...(departmentId === undefined ? {} : { departmentId }),
  });
  const notice = useAct('collection.exportNotice');
  const file = useAct('collection.exportTaskFile');
  const settle = useAct('collection.settle', { quiet: true });
  const department = departments.data?.departments.find((one) => one.id === departmentId);
  const marked = chosen.size > 0 ? [...chosen] : current === undefined ? [] : [current];
  const close = () => setDialog(undefined);

  const writeNotice = async (overdueOnly: boolean) => {
    if (!department) return;
    const target = await choose(
      'save-docx',
      `${overdueOnly ? '材料催交通知' : '材料收集通知'}-${department.name}`,
    );
    if (!target) return;
    const done = await notice.run({ departmentId: department.id, overdueOnly, target: target.token });
    if (done) void message.success(`已写出「${done.fileName}」，编号 ${done.number}，${done.tasks} 项`);
  };
  const writeFile = async () => {
    if (!department) return;
    const target = await choose('save-xlsx', `收集任务-${department.name}`);
    if (!target) return;
    const done = await file.run({ departmentId: department.id, target: target.token });
    if (done) void message.success(`已写出「${done.fileName}」，${done.tasks} 项`);
  };
  return (
    <>
      <div className="screen-bar">
        <Select<number>
          aria-label="部门"
          className="collection-select"
          allowClear
          placeholder="全部部门"
          showSearch={{ optionFilterProp: 'label' }}
          {...(departmentId === undefined ? {} : { value: departmentId })}
          onChange={(value?: number) => setDepartmentId(value)}
          options={(departments.data?.departments ?? []).map((one) => ({
            value: one.id,
            label: one.open === 0 ? one.name : `${one.name}（${one.open}）`,
          }))}
        />
        <Select<Show>
          aria-label="状态"
          className="collection-select"
          value={show}
          onChange={setShow}
          options={[
            { value: 'unsettled', label: '未办结' },
            { value: 'overdue', label: '逾期' },
            ...Object.entries(STATE_WORDS).map(([value, label]) => ({ value: value as Show, label })),
          ]}
        />
        <span className="muted">{ids.data?.ids.length ?? 0} 项</span>
        {clerk && (
          <>
            <Button type="primary" onClick={() => setDialog('due')}>
              按应收生成…
            </Button>
            <Button onClick={() => setDialog('add')}>添加任务…</Button>
            <Button disabled={marked.length === 0} onClick={() => setDialog('handover')}>
              登记移交…
            </Button>
            <Button disabled={marked.length === 0} onClick={() => setDialog('not-applicable')}>
              不适用…
            </Button>
            <Button onClick={() => setDialog('sheet')}>收任务文件…</Button>
          </>
        )}
      </div>
      {clerk && department && (
        <div className="screen-bar" role="toolbar" aria-label="向部门要材料">
          <span>
            {department.name}：未办结 {department.open} 项，逾期 {department.overdue} 项
          </span>
          <Button loading={notice.busy} onClick={() => void writeNotice(false)}>
            收集通知…
          </Button>
          <Button
            disabled={department.overdue === 0}
            loading={notice.busy}
            onClick={() => void writeNotice(true)}
          >
            催交通知…
          </Button>
          <Button loading={file.busy} onClick={() => void writeFile()}>
            任务文件…
          </Button>
        </div>
      )}
      <FailureNote failure={ids.failure ?? departments.failure} onRetry={ids.reload} />
      <div className="panes collection-panes">
        <IdTable<Task>
          label="收集任务"
          ids={ids.data?.ids ?? []}
          columns={COLUMNS}
          load={load}
          current={current}
          onCurrent={setCurrent}
          selection={{ of: chosen, onChange: setChosen }}
          loading={ids.loading}
          empty={
            clerk && show === 'unsettled'
              ? '没有未办结的任务。用「按应收生成…」从立档与应收规则得出，或「添加任务…」'
              : '没有这样的任务'
          }
        />
        <TaskPane id={current} />
      </div>
      {dialog === 'due' && <DueDialog onClose={close} />}
      {dialog === 'add' && (
        <TaskDialog departments={departments.data?.departments ?? []} first={departmentId} onClose={close} />
      )}
      {dialog === 'sheet' && <SheetDialog onClose={close} />}
      {dialog === 'handover' && (
        <HandoverDialog
          taskIds={marked}
          onClose={() => {
            setChosen(new Set());
            close();
          }}
        />
      )}
      <ReasonDialog
        open={dialog === 'not-applicable'}
        title={`${marked.length} 项不适用`}
        hint="这些材料不必再交，理由记入催收记录；同一件不会再被要求。"
        label="理由"
        act={settle}
        onClose={close}
        run={async (reason) => {
          const done = await settle.run({ as: 'not-applicable', ids: marked, reason });
          if (done) setChosen(new Set());
          return done !== undefined;
        }}
      />
    </>
  );
}
