import { App, Input, InputNumber, Modal, Select, Table } from 'antd';
import { useEffect, useState } from 'react';
import { FailureNote, read, useAct } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { dateWords, ORIGINALITY_WORDS, plainDate } from '../words/index.ts';
import { isOwed, type Task, todayPlain } from './words.ts';

interface Line {
  readonly task: Task;
  readonly title: string;
  readonly date: string;
  readonly pages: number;
  readonly originality: 'original' | 'copy';
}
/** Rows are given out by windows of this many at most. */
const WINDOW = 500;

/** 登记移交: what a department brought for the chosen tasks. */
export function HandoverDialog({
  taskIds,
  onClose,
}: {
  readonly taskIds: readonly number[];
  readonly onClose: () => void;
}) {
  const { message } = App.useApp();
  const add = useAct('collection.addHandover', { quiet: true });
  const [lines, setLines] = useState<readonly Line[]>();
  const [hander, setHander] = useState('');
  const [handed, setHanded] = useState(todayPlain());
  useEffect(() => {
    void read('collection.taskRows', { ids: taskIds.slice(0, WINDOW) }).then((found) => {
      if (!found.ok) return;
      setLines(
        found.data.rows
          .filter((task) => isOwed(task.state))
          .map((task) => ({ task, title: task.wanted, date: '', pages: 1, originality: 'original' })),
      );
    });
  }, [taskIds]);
  const departments = new Set(lines?.map((one) => one.task.departmentId));
  const handedOn = plainDate(handed);
  const put = (line: Line, change: Partial<Line>) =>
    setLines(lines?.map((one) => (one === line ? { ...one, ...change } : one)));
  const first = lines?.[0];
  const wrongDates = lines?.filter((one) => !plainDate(one.date)).length ?? 0;
  const ready =
    first && departments.size === 1 && hander.trim() !== '' && handedOn?.length === 8 && wrongDates === 0;
  const submit = async () => {
    if (!first || !lines || handedOn === undefined) return;
    const done = await add.run({
      departmentId: first.task.departmentId,
      hander,
      handedOn,
      lines: lines.map((one) => ({
        taskId: one.task.id,
        fileId: one.task.fileId,
        classCode: one.task.classCode,
        title: one.title,
        date: plainDate(one.date) ?? '',
        pages: one.pages,
        copies: 1,
        originality: one.originality,
        remarks: '',
      })),
    });
    if (!done) return;
    void message.success(`已登记移交清单「${done.number}」，请在「移交清单」里逐行接收`);
    onClose();
  };
  return (
    <Modal
      title="登记移交清单"
      open
      width={900}
      onCancel={onClose}
      okText={`登记 ${lines?.length ?? 0} 行`}
      okButtonProps={{ disabled: !ready, loading: add.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={add.failure} />
      {departments.size > 1 && <p className="warning">所选任务属于几个部门，一张清单只能是一个部门的。</p>}
      {taskIds.length > WINDOW && <p className="warning">一次登记前 {WINDOW} 项。</p>}
      {lines?.length === 0 && <p className="warning">所选任务都已移交或已办结。</p>}
      <div className="collection-grid">
        <Field label="移交人" required>
          <Input maxLength={50} value={hander} onChange={(event) => setHander(event.target.value)} />
        </Field>
        <Field label="移交日期" required extra={handedOn?.length === 8 ? '' : '写到日，如 20261125'}>
          <Input value={handed} onChange={(event) => setHanded(event.target.value)} />
        </Field>
      </div>
      <Table<Line>
        size="small"
        rowKey={(line) => line.task.id}
        dataSource={lines ?? []}
        loading={!lines}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: '姓名', width: 80, render: (_value, line) => line.task.personName },
          { title: '类号', width: 60, render: (_value, line) => line.task.classCode },
          {
            title: '材料名称',
            render: (_value, line) => (
              <Input
                aria-label={`${line.task.personName}的材料名称`}
                maxLength={200}
                value={line.title}
                onChange={(event) => put(line, { title: event.target.value })}
              />
            ),
          },
          {
            title: '形成日期',
            width: 130,
            render: (_value, line) => (
              <Input
                aria-label={`${line.task.personName}的形成日期`}
                placeholder="20260301"
                title={dateWords(plainDate(line.date) ?? '')}
                {...(line.date !== '' && !plainDate(line.date) ? { status: 'error' as const } : {})}
                value={line.date}
                onChange={(event) => put(line, { date: event.target.value })}
              />
            ),
          },
          {
            title: '页数',
            width: 80,
            render: (_value, line) => (
              <InputNumber
                aria-label={`${line.task.personName}的页数`}
                min={1}
                max={9999}
                value={line.pages}
                onChange={(pages) => put(line, { pages: pages ?? 1 })}
              />
            ),
          },
          {
            title: '原件',
            width: 100,
            render: (_value, line) => (
              <Select
                aria-label={`${line.task.personName}的原件或复印件`}
                value={line.originality}
                onChange={(originality) => put(line, { originality })}
                options={(['original', 'copy'] as const).map((value) => ({
                  value,
                  label: ORIGINALITY_WORDS[value],
                }))}
              />
            ),
          },
        ]}
      />
    </Modal>
  );
}
