import { Alert, App, Button } from 'antd';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { FailureNote, read, useDraftKeeper } from '../archive/index.ts';
import {
  type FieldMemory,
  focusField,
  focusIsFree,
  keyTitle,
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
} from './item-draft.ts';
import { NumberHistory } from './NumberHistory.tsx';
import { Returned } from './Returned.tsx';
import { Suggestions } from './Suggestions.tsx';
import { TemplateDialog } from './TemplateDialog.tsx';
import { useChecks } from './use-checks.ts';
import { useClassDefaults } from './use-class-defaults.ts';
import { placeOf, type Subject, useItemForm } from './use-item-form.ts';
import { type Suggestion, useSuggestions } from './use-suggestions.ts';

interface Props {
  readonly subject: Subject;
  readonly classes: readonly SchemeClass[];
  /** The item above in the list, to copy from. */
  readonly aboveId: number | undefined;
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly memory: FieldMemory;
  readonly onSaved: (id: number) => void;
  readonly onNext: (fileId: number, from: ItemDraft) => void;
  /** The next item of the queue comes into the form. */
  readonly onStep: () => void;
  /** Where on the pages it stands shall be seen. */
  readonly onShow: (one: Suggestion) => void;
  /** What the class scheme goes by. */
  readonly basis: string;
  /** The item as it has been read; undefined while it is not. */
  readonly onItem: (item: Item | undefined) => void;
}

/** The form of one item, with what is to be known of its state above it. */
export function ItemPane(props: Props) {
  const { classes, aboveId, frame, memory, onSaved, onNext } = props;
  const [changing, setChanging] = useState(false);
  const [templating, setTemplating] = useState(false);
  const [composing, setComposing] = useState(false);
  const { onItem } = props;
  const form = useItemForm(props.subject, onItem);
  const { message } = App.useApp();
  const clerk = useRoles().includes('clerk');
  const { subject, item, draft, ready } = form;
  const place = placeOf(subject);
  const readOnly = !clerk || item?.state === 'void';

  const fileId = subject.kind === 'new' ? subject.fileId : item?.fileId;
  const locked = lockedFields(item);
  const chosenClass = classes.find((one) => one.code === draft.classCode);
  const defaults = useClassDefaults(classes, item?.personName);
  const warnings = useChecks({
    fileId: readOnly ? undefined : fileId,
    itemId: item?.id,
    draft,
    composing,
  });
  const take = (taken: readonly Suggestion[]) => {
    let next = draft;
    for (const one of taken) {
      if (locked[one.field] !== undefined) continue;
      next =
        one.field === 'classCode' ? defaults.withClass(next, one.value) : { ...next, [one.field]: one.value };
    }
    form.change(next);
    const [only] = taken.length === 1 ? taken : [];
    if (only) props.onShow(only);
  };
  const suggestions = useSuggestions({ item, enabled: !readOnly && ready, take });

  useEffect(() => {
    if (ready && form.key !== '' && frame.current && focusIsFree(memory)) focusField(frame.current, memory);
  }, [ready, form.key, frame, memory]);

  const asked = useRef(props.subject);
  asked.current = props.subject;
  const save = async () => {
    const saved = asked.current;
    const id = await form.save();
    // Whoever went on while it was being saved is not called back.
    if (id !== undefined && saved.kind === 'new' && asked.current === saved) onSaved(id);
  };
  const saveAndNew = async () => {
    const saved = asked.current;
    if ((await form.save()) !== undefined && fileId !== undefined && asked.current === saved)
      onNext(fileId, carriedOver(draft));
  };
  useEffect(() => onItem(item), [onItem, item]);
  const saveAndStep = async () => {
    if (form.busy) return;
    // Nothing typed: nothing to save, only to go on.
    if (form.dirty) await form.save(props.onStep);
    else props.onStep();
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
    form.change(taken.classCode === undefined ? taken : defaults.withClass(draft, taken.classCode));
    void message.info(`已照抄上一件「${above.data.title}」`, 1);
  };
  useCommand('form.save', () => void save(), !readOnly);
  useCommand('form.save-and-new', () => void saveAndNew(), !readOnly);
  useCommand('form.save-and-next', () => void saveAndStep(), !readOnly);
  useCommand('form.templates', () => setTemplating(true), clerk && chosenClass !== undefined);
  useCommand('form.copy-from-above', () => void copyFromAbove(), !readOnly);

  return (
    <div
      ref={frame}
      className="pane item-pane"
      role="form"
      aria-label="著录"
      aria-busy={!ready || form.busy}
      data-subject={place}
      tabIndex={-1}
      onKeyDown={nextField}
      onFocus={(event) => remember(memory, event.target)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
    >
      <DraftKeeper key={place} place={place} body={form.typed} />
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
        {ready && !readOnly && (
          <Suggestions
            list={suggestions}
            draft={draft}
            classes={classes}
            onTake={(one) => take([one])}
            onShow={props.onShow}
          />
        )}
        {ready && (
          <ItemFields
            draft={draft}
            classes={classes}
            basis={props.basis}
            warnings={warnings}
            onClass={(code) => form.change(defaults.withClass(draft, code))}
            onLeave={() => {
              const title = defaults.titleOf(draft);
              if (title !== draft.title) form.change({ title });
            }}
            scannedPages={item?.pages.length ?? 0}
            failure={form.failure}
            readOnly={readOnly}
            busy={form.busy}
            locked={locked}
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
            loading={form.saving && SLOW}
            onClick={() => void saveAndNew()}
            title={keyTitle('form.save-and-new')}
          >
            存并新建
          </Button>
          <Button
            disabled={readOnly}
            loading={form.saving && SLOW}
            onClick={() => void saveAndStep()}
            title={keyTitle('form.save-and-next')}
          >
            存并下一件
          </Button>
          <Button
            type="primary"
            disabled={readOnly}
            loading={form.saving && SLOW}
            onClick={() => void save()}
            title={keyTitle('form.save')}
          >
            保存
          </Button>
        </div>
      ) : (
        <p className="item-acts muted">著录由档案员办理，这里只读。</p>
      )}
      {templating && chosenClass && (
        <TemplateDialog
          one={chosenClass}
          template={defaults.templateOf(chosenClass.code)}
          onClose={() => setTemplating(false)}
        />
      )}
      {changing && item && <ProposeDialog itemId={item.id} onClose={() => setChanging(false)} />}
    </div>
  );
}

/** A save that is over at once shows no wheel. */
const SLOW = { delay: 200 };

/** Puts away what is typed under one place; another place is another keeper, so that leaving puts the last keys away too. */
function DraftKeeper({ place, body }: { readonly place: string; readonly body: string | undefined }) {
  useDraftKeeper(place, body);
  return null;
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
