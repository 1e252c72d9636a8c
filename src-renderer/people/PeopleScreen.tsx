import { Alert, Button, Input, type InputRef } from 'antd';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { Input as RouteInput } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { keyTitle, useCommand } from '../keyboard/index.ts';
import { go, type Places } from '../navigation/index.ts';
import { useRoles } from '../session/index.ts';
import type { Order } from '../table/index.ts';
import { type Axis, AxisTree } from './AxisTree.tsx';
import { PersonDialog } from './PersonDialog.tsx';
import { PersonList } from './PersonList.tsx';
import { type Imported, RosterDialog } from './RosterDialog.tsx';
import './people.css';

type Sort = RouteInput<'people.ids'>['sort'];

/** 花名册: by 班子, 级别职务, 部门 or unit; Enter opens the cadre's file. */
export function PeopleScreen({ params }: { readonly params: Places['people'] }) {
  const clerk = useRoles().includes('clerk');
  const [axis, setAxis] = useState<Axis>();
  const [text, setText] = useState('');
  const [order, setOrder] = useState<Order<Sort>>({ sort: 'roster', descending: false });
  const [current, setCurrent] = useState<number | undefined>(params.personId);
  const [dialog, setDialog] = useState<'import' | 'new' | 'edit'>();
  const [imported, setImported] = useState<Imported>();
  const composing = useRef(false);
  const filter = useRef<InputRef>(null);
  const list = useRef<HTMLDivElement>(null);
  const found = useRead('people.ids', {
    ...(axis === undefined ? {} : { axis: axis.axis, value: axis.value }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...order,
  });
  const ids = useMemo(() => found.data?.ids ?? [], [found.data]);
  useCommand('list.filter', () => filter.current?.focus());
  useCommand('list.new', () => setDialog('new'), clerk);
  /** From the filter straight into the list. */
  const intoList = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return;
    event.preventDefault();
    if (current === undefined || !ids.includes(current)) setCurrent(ids[0]);
    list.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };

  return (
    <section className="screen" aria-label="花名册">
      <div className="screen-bar">
        <Input
          ref={filter}
          autoFocus
          allowClear
          className="people-filter"
          aria-label="按姓名、拼音或首字母筛选"
          placeholder="姓名、拼音或首字母"
          defaultValue=""
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={(event) => {
            composing.current = false;
            setText(event.currentTarget.value);
          }}
          onChange={(event) => {
            if (!composing.current) setText(event.target.value);
          }}
          onKeyDown={intoList}
        />
        <span className="muted">回车进入名单，再按回车打开这一卷</span>
        <span className="spacer" />
        <Button disabled={current === undefined} onClick={() => setDialog('edit')}>
          {clerk ? '修改登记' : '查看登记'}
        </Button>
        <Button
          disabled={!clerk}
          title={clerk ? keyTitle('list.new') : '干部登记由档案员办理'}
          onClick={() => setDialog('new')}
        >
          新增干部
        </Button>
        <Button
          type="primary"
          disabled={!clerk}
          title={clerk ? '' : '名册由档案员导入'}
          onClick={() => setDialog('import')}
        >
          导入名册…
        </Button>
      </div>
      <FailureNote failure={found.failure} onRetry={found.reload} />
      {imported && (
        <Alert
          type={imported.refused > 0 ? 'warning' : 'success'}
          showIcon
          closable={{ onClose: () => setImported(undefined) }}
          title={`已导入「${imported.fileName}」：新增 ${imported.added} 人，更新 ${imported.changed} 人，相同 ${imported.same} 人，未收 ${imported.refused} 行`}
          description={
            imported.refused > 0 ? '未收的行在原表改正后再导入一次即可，已收的人不会重复。' : undefined
          }
          action={<Button onClick={() => setDialog('import')}>历次导入与撤销…</Button>}
        />
      )}
      <div className="panes people-panes">
        <AxisTree chosen={axis} onChoose={setAxis} />
        <div ref={list} className="pane">
          <PersonList
            ids={ids}
            loading={found.loading}
            current={current}
            onCurrent={setCurrent}
            onOpen={(personId, fileId) => go('file', { personId, fileId })}
            order={order}
            onOrder={setOrder}
            empty={
              text.trim() === '' && axis === undefined
                ? '花名册是空的。请点右上角「导入名册」，选择干部名册.xlsx。'
                : '没有符合条件的干部，请放宽筛选。'
            }
          />
        </div>
      </div>
      {dialog === 'import' && <RosterDialog onClose={() => setDialog(undefined)} onImported={setImported} />}
      {(dialog === 'new' || (dialog === 'edit' && current !== undefined)) && (
        <PersonDialog
          personId={dialog === 'edit' ? current : undefined}
          onClose={() => setDialog(undefined)}
          onSaved={setCurrent}
        />
      )}
    </section>
  );
}
