import { Alert, App, Button } from 'antd';
import { type RefObject, useEffect, useState } from 'react';
import { FailureNote, read } from '../archive/index.ts';
import {
  type FieldMemory,
  focusField,
  focusIsFree,
  nextField,
  remember,
  useCommand,
} from '../keyboard/index.ts';
import { ProposeDialog } from '../secrecy/index.ts';
import { useRoles } from '../session/index.ts';
import { APPRAISAL_WORDS, ITEM_STATE_WORDS, instantWords } from '../words/index.ts';
import { ConflictNote } from './ConflictNote.tsx';
import { ItemFields } from './ItemFields.tsx';
import {
  carriedOver,
  copiedFrom,
  draftOf,
  type Item,
  type ItemDraft,
  type SchemeClass,
  withClass,
} from './item-draft.ts';
import { NumberHistory } from './NumberHistory.tsx';
import { Returned } from './Returned.tsx';
import { type Subject, useItemForm } from './use-item-form.ts';

interface Props {
  readonly subject: Subject;
  readonly classes: readonly SchemeClass[];
  /** The item above in the list, to copy from. */
  readonly aboveId: number | undefined;
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly memory: FieldMemory;
  readonly onSaved: (id: number) => void;
  readonly onNext: (fileId: number, from: ItemDraft) => void;
}

/** The form of one item, with what is to be known of its state above it. */
export function ItemPane({ subject, classes, aboveId, frame, memory, onSaved, onNext }: Props) {
  const [changing, setChanging] = useState(false);
  const form = useItemForm(subject);
  const { message } = App.useApp();
  const clerk = useRoles().includes('clerk');
  const { item, draft, ready } = form;
  const readOnly = !clerk || item?.state === 'void';

  useEffect(() => {
    if (ready && frame.current && focusIsFree(memory)) focusField(frame.current, memory);
  }, [ready, frame, memory]);

  const save = async () => {
    const id = await form.save();
    if (id !== undefined) onSaved(id);
    return id;
  };
  const saveAndNew = async () => {
    const fileId = subject.kind === 'new' ? subject.fileId : item?.fileId;
    if ((await form.save()) !== undefined && fileId !== undefined) onNext(fileId, carriedOver(draft));
  };
  const copyFromAbove = async () => {
    const field = document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset['field'];
    if (field === undefined || !(field in draft)) return;
    if (aboveId === undefined) {
      void message.info('上面没有可以照抄的件', 2);
      return;
    }
    const above = await read('catalogue.get', { id: aboveId });
    if (!above.ok) {
      void message.warning(above.error.message);
      return;
    }
    const taken = copiedFrom(draftOf(above.data), field as keyof ItemDraft);
    const former = classes.find((one) => one.code === draft.classCode);
    const chosen = classes.find((one) => one.code === taken.classCode);
    form.change(chosen ? withClass(draft, former, chosen) : taken);
    void message.info(`已照抄上一件「${above.data.title}」`, 1);
  };
  useCommand('form.save', () => void save(), !readOnly);
  useCommand('form.save-and-new', () => void saveAndNew(), !readOnly);
  useCommand('form.copy-from-above', () => void copyFromAbove(), !readOnly);

  return (
    <div
      ref={frame}
      className="pane item-pane"
      role="form"
      aria-label="著录"
      tabIndex={-1}
      onKeyDown={nextField}
      onFocus={(event) => remember(memory, event.target)}
    >
      <div className="pane-title item-head" title={item ? numberWords(item) : ''}>
        {subject.kind === 'new' ? '新建一件' : item ? `${item.personName} ${numberWords(item)}` : '…'}
        {form.dirty && <span className="warning"> 未保存</span>}
      </div>
      <div className="pane-body">
        <FailureNote failure={form.failure} />
        {form.restoredFrom !== undefined && (
          <Alert
            type="info"
            showIcon
            title={`已恢复 ${instantWords(form.restoredFrom)} 未保存的草稿`}
            action={
              <Button size="small" onClick={form.discard}>
                弃用草稿
              </Button>
            }
          />
        )}
        {form.conflict && item && (
          <ConflictNote item={item} draft={draft} onTakeTheirs={form.discard} onInsist={form.insist} />
        )}
        {item?.state === 'void' && (
          <Alert type="warning" showIcon title={`已作废：${item.voidReason}。号不再使用，内容不能再改。`} />
        )}
        {item && <Returned item={item} />}
        {item && <NumberHistory item={item} />}
        {ready && (
          <ItemFields
            draft={draft}
            classes={classes}
            scannedPages={item?.pages.length ?? 0}
            failure={form.failure}
            readOnly={readOnly}
            locked={lockedFields(item)}
            onChange={form.change}
          />
        )}
      </div>
      {clerk ? (
        <div className="item-acts">
          <Button disabled={!form.dirty} onClick={form.discard}>
            弃改
          </Button>
          {item && item.state !== 'void' && (
            <Button onClick={() => setChanging(true)} title="拟定密级变更或解密，报审核、批准">
              密级变更…
            </Button>
          )}
          <span className="spacer" />
          <Button
            disabled={readOnly}
            loading={form.busy}
            onClick={() => void saveAndNew()}
            title="Ctrl+Enter"
          >
            保存并新建
          </Button>
          <Button
            type="primary"
            disabled={readOnly}
            loading={form.busy}
            onClick={() => void save()}
            title="Ctrl+S"
          >
            保存
          </Button>
        </div>
      ) : (
        <p className="item-acts muted">著录由档案员办理，这里只读。</p>
      )}
      {changing && item && <ProposeDialog itemId={item.id} onClose={() => setChanging(false)} />}
    </div>
  );
}

function numberWords(item: Item): string {
  return [
    item.archivalCode ?? '未定号',
    ITEM_STATE_WORDS[item.state],
    APPRAISAL_WORDS[item.appraisalState],
  ].join(' · ');
}

/** What a fixed number holds fast, and why; the main side refuses it as well. */
function lockedFields(item: Item | undefined): Partial<Record<keyof ItemDraft, string>> {
  if (item?.state !== 'fixed') return {};
  return {
    classCode: '已定号，类号不能改；确需改类，请作废后重新著录',
    ...(item.archivalCode?.includes(item.retention)
      ? { retention: '档号中含保管期限且已定号，不能直接改；请经鉴定后申请重新整理' }
      : {}),
  };
}
