import { App, Button } from 'antd';
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { Input } from '#contract/index.ts';
import { FailureNote, read, useAct, useRead } from '../archive/index.ts';
import { ItemPicker } from '../item-picker/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { go } from '../navigation/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { CropDialog } from './CropDialog.tsx';
import { InsertDialog } from './InsertDialog.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { PageStrip } from './PageStrip.tsx';
import { all, NOTHING, type Selection, shifted, step, toggle } from './selection.ts';

type Step = Input<'pages.adjust'>['steps'][number];
type Open = 'move' | 'take-out' | 'crop' | 'insert' | 'replace' | 'merge';

/** 整理页面: a strip of pages; arrows and space choose, one key each does, every act can be taken back. */
export function WorkTab({ itemId: asked }: { readonly itemId: number | undefined }) {
  const { message } = App.useApp();
  const clerk = useRoles().includes('clerk');
  const [person, setPerson] = useState<PickedPerson>();
  const [itemId, setItemId] = useState(asked);
  const item = useRead('catalogue.get', itemId === undefined ? undefined : { id: itemId });
  const list = useRead('pages.list', itemId === undefined ? undefined : { itemId });
  const acts = useRead('pages.acts', item.data ? { fileId: item.data.fileId } : undefined);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [open, setOpen] = useState<Open>();
  const adjust = useAct('pages.adjust', { quiet: true });
  const reorder = useAct('pages.reorder', { quiet: true });
  const takeOut = useAct('pages.takeOut', { quiet: true });
  const undo = useAct('pages.undo', { quiet: true });
  const redo = useAct('pages.redo', { quiet: true });

  useEffect(() => {
    if (asked === undefined) return;
    void read('catalogue.get', { id: asked }).then((result) => {
      if (result.ok) setPerson({ fileId: result.data.fileId, name: result.data.personName });
    });
  }, [asked]);

  const pages = list.data?.pages ?? [];
  const ids = pages.map((page) => page.id);
  const chosen = ids.filter((id) => selection.chosen.has(id));
  const able = clerk && chosen.length > 0 && !adjust.busy;
  const growing = clerk && itemId !== undefined && list.data?.fixed === false;
  const movable = able && list.data?.fixed === false;
  const work = async (steps: Step[], fromOriginal = false) => {
    if (!able) return;
    const done = await adjust.run({ pageIds: chosen, steps, fromOriginal });
    if (done)
      void message.success({ key: 'page-act', content: `${done.label}，可撤销（Ctrl+Z）`, duration: 2 });
  };
  const shift = async (by: -1 | 1) => {
    const order = shifted(ids, selection.chosen, by);
    if (!movable || itemId === undefined || order.every((id, at) => id === ids[at])) return;
    if (await reorder.run({ itemId, pageIds: order }))
      setSelection((now) => ({ ...now, cursor: Math.max(0, Math.min(ids.length - 1, now.cursor + by)) }));
  };
  const mine = acts.data?.acts.filter((one) => one.mine) ?? [];
  const lastDone = mine.find((one) => !one.undone);
  // What was taken back last stands directly before the newest act that still holds.
  const lastUndone = mine.slice(0, lastDone ? mine.indexOf(lastDone) : mine.length).at(-1);
  const takeBack = async () => {
    if (lastDone && (await undo.run({ actId: lastDone.id })))
      void message.info({ key: 'page-act', content: `已撤销：${lastDone.label}`, duration: 2 });
  };
  const again = async () => {
    if (lastUndone && (await redo.run({ actId: lastUndone.id })))
      void message.info({ key: 'page-act', content: `已重做：${lastUndone.label}`, duration: 2 });
  };
  useCommand('pages.turn', () => void work([{ op: 'rotate', degrees: 90 }]), able);
  useCommand('pages.turn-back', () => void work([{ op: 'rotate', degrees: -90 }]), able);
  useCommand('pages.deskew', () => void work([{ op: 'deskew' }]), able);
  useCommand('pages.despeckle', () => void work([{ op: 'despeckle' }]), able);
  useCommand('pages.trim', () => void work([{ op: 'trim' }]), able);
  useCommand('pages.undo', () => void takeBack(), clerk && lastDone !== undefined);
  useCommand('pages.redo', () => void again(), clerk && lastUndone !== undefined);
  useCommand('order.up', () => void shift(-1), movable);
  useCommand('order.down', () => void shift(1), movable);

  const onKey = (event: KeyboardEvent, columns: number) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey) {
      if (event.ctrlKey && event.key.toLowerCase() === 'a') {
        event.preventDefault();
        setSelection(all(ids));
      }
      return;
    }
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, Home: -1e6, End: 1e6 }[
      event.key
    ];
    if (by !== undefined) {
      event.preventDefault();
      setSelection((now) =>
        step(
          now.chosen.size === 0 ? { ...now, cursor: by > 0 ? now.cursor - 1 : now.cursor } : now,
          ids,
          by,
          event.shiftKey,
        ),
      );
    } else if (event.key === ' ') {
      event.preventDefault();
      setSelection((now) => toggle(now, ids, now.cursor));
    } else if (event.key === 'Delete' && movable) setOpen('take-out');
    else if (event.key === 'Insert' && growing) setOpen('insert');
    else if (event.key === 'Enter' && itemId !== undefined) go('catalogue', { itemId });
  };

  return (
    <>
      <div className="screen-bar">
        <PersonPicker
          label="哪位干部"
          autoFocus={asked === undefined}
          value={person}
          onChange={(next) => {
            setPerson(next);
            setItemId(undefined);
            setSelection(NOTHING);
          }}
        />
        <div className="pages-item">
          <ItemPicker
            fileId={person?.fileId}
            value={itemId}
            onChange={(next) => {
              setItemId(next);
              setSelection(NOTHING);
            }}
          />
        </div>
        {itemId !== undefined && <Button onClick={() => go('catalogue', { itemId })}>去编目</Button>}
        {list.data?.fixed === true && <span className="muted">已定号或作废：只能处理图像，不能移动页</span>}
      </div>
      <div className="screen-bar">
        <Button disabled={!able} title="Alt+R" onClick={() => void work([{ op: 'rotate', degrees: 90 }])}>
          右转
        </Button>
        <Button disabled={!able} title="Alt+L" onClick={() => void work([{ op: 'rotate', degrees: -90 }])}>
          左转
        </Button>
        <Button disabled={!able} title="Alt+D" onClick={() => void work([{ op: 'deskew' }])}>
          纠偏
        </Button>
        <Button disabled={!able} title="Alt+B" onClick={() => void work([{ op: 'trim' }])}>
          去黑边
        </Button>
        <Button disabled={!able} title="Alt+S" onClick={() => void work([{ op: 'despeckle' }])}>
          去污点
        </Button>
        <Button disabled={!able || chosen.length !== 1} onClick={() => setOpen('crop')}>
          裁切…
        </Button>
        <Button disabled={!able} onClick={() => void work([], true)}>
          恢复原图
        </Button>
        <Button disabled={!movable} title="Alt+↑" onClick={() => void shift(-1)}>
          前移
        </Button>
        <Button disabled={!movable} title="Alt+↓" onClick={() => void shift(1)}>
          后移
        </Button>
        <Button disabled={!movable} onClick={() => setOpen('move')}>
          移到…
        </Button>
        <Button disabled={!movable} title="Delete" onClick={() => setOpen('take-out')}>
          撤下…
        </Button>
        <Button disabled={!growing} title="Insert" onClick={() => setOpen('insert')}>
          插入…
        </Button>
        <Button disabled={!movable || chosen.length !== 1} onClick={() => setOpen('replace')}>
          替换…
        </Button>
        <Button disabled={!growing} onClick={() => setOpen('merge')}>
          并入…
        </Button>
        <span className="spacer" />
        <Button disabled={!clerk || !lastDone} title="Ctrl+Z" onClick={() => void takeBack()}>
          撤销{lastDone ? `：${lastDone.label.slice(0, 14)}` : ''}
        </Button>
        <Button disabled={!clerk || !lastUndone} title="Ctrl+Y" onClick={() => void again()}>
          重做
        </Button>
      </div>
      <FailureNote
        failure={list.failure ?? adjust.failure ?? reorder.failure ?? undo.failure ?? redo.failure}
        onRetry={list.reload}
      />
      {itemId === undefined ? (
        <p className="muted">选定干部和材料后，这里显示它的每一页。</p>
      ) : (
        list.data &&
        pages.length === 0 && <p className="muted">这一件没有扫描页。可在「扫描」或「收件」放入。</p>
      )}
      <PageStrip pages={pages} selection={selection} onSelect={setSelection} onKey={onKey} />
      {open === 'move' && item.data && (
        <MoveDialog pageIds={chosen} fileId={item.data.fileId} onClose={() => setOpen(undefined)} />
      )}
      {(open === 'insert' || open === 'replace') && itemId !== undefined && (
        <InsertDialog
          itemId={itemId}
          pages={pages}
          replaced={open === 'replace' ? pages.find((page) => page.id === chosen[0]) : undefined}
          after={chosen.at(-1) ?? ids.at(-1) ?? 0}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === 'merge' && item.data && (
        <MergeDialog
          from={item.data}
          onClose={() => setOpen(undefined)}
          onMerged={(into) => {
            setOpen(undefined);
            setItemId(into);
            setSelection(NOTHING);
          }}
        />
      )}
      {open === 'crop' && chosen[0] !== undefined && (
        <CropDialog
          page={pages.find((page) => page.id === chosen[0])}
          onClose={() => setOpen(undefined)}
          onCrop={(frame) => {
            setOpen(undefined);
            void work([{ op: 'crop', ...frame }]);
          }}
        />
      )}
      <ReasonDialog
        open={open === 'take-out'}
        title={`撤下 ${chosen.length} 页`}
        hint="撤下的页留在本卷「撤下的页」中，不作为材料，随时可以撤销。"
        label="理由"
        act={takeOut}
        onClose={() => setOpen(undefined)}
        run={async (reason) => (await takeOut.run({ pageIds: chosen, reason })) !== undefined}
      />
    </>
  );
}
