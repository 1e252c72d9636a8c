import { Alert, App, Button, Input } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { FailureNote, read, useAct } from '../archive/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { useRoles } from '../session/index.ts';
import { APPRAISAL_WORDS, ITEM_STATE_WORDS, instantWords } from '../words/index.ts';
import { ItemFields } from './ItemFields.tsx';
import { carriedOver, draftOf, type ItemDraft, type SchemeClass } from './item-draft.ts';
import { type Subject, useItemForm } from './use-item-form.ts';

interface Props {
  readonly subject: Subject;
  readonly classes: readonly SchemeClass[];
  /** The item above in the list, to copy from. */
  readonly aboveId: number | undefined;
  readonly onSaved: (id: number) => void;
  readonly onNext: (fileId: number, from: ItemDraft) => void;
}

/** The form of one item, with what is to be known of its state above it. */
export function ItemPane({ subject, classes, aboveId, onSaved, onNext }: Props) {
  const form = useItemForm(subject);
  const { message } = App.useApp();
  const frame = useRef<HTMLDivElement>(null);
  const clerk = useRoles().includes('clerk');
  const { item, draft } = form;
  const readOnly = !clerk || item?.state === 'void';

  const save = async () => {
    const id = await form.save();
    if (id !== undefined) onSaved(id);
    return id;
  };
  const saveAndNew = async () => {
    const fileId = subject.kind === 'new' ? subject.fileId : item?.fileId;
    if ((await save()) !== undefined && fileId !== undefined) onNext(fileId, carriedOver(draft));
  };
  const copyFromAbove = async () => {
    const field = document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset['field'];
    if (aboveId === undefined || field === undefined || !(field in draft)) return;
    const above = await read('catalogue.get', { id: aboveId });
    if (!above.ok) return;
    const name = field as keyof ItemDraft;
    form.change({ [name]: draftOf(above.data)[name] });
    void message.info(`已照抄上一件「${above.data.title}」`, 1);
  };
  useCommand('form.save', () => void save(), !readOnly);
  useCommand('form.save-and-new', () => void saveAndNew(), !readOnly);
  useCommand('form.copy-from-above', () => void copyFromAbove(), !readOnly);

  return (
    <div ref={frame} className="pane item-pane" role="form" aria-label="著录" onKeyDown={nextField}>
      <div className="pane-title item-head">
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
            action={<Button onClick={form.discard}>弃用草稿</Button>}
          />
        )}
        {item?.state === 'void' && (
          <Alert type="warning" showIcon title={`已作废：${item.voidReason}。号不再使用，内容不能再改。`} />
        )}
        {item && <Returned itemId={item.id} state={item.appraisalState} note={item.appraisalNote} />}
        {(item !== undefined || subject.kind === 'new') && (
          <ItemFields
            draft={draft}
            classes={classes}
            scannedPages={item?.pages.length ?? 0}
            failure={form.failure}
            readOnly={readOnly}
            classFixed={item?.state === 'fixed'}
            onChange={form.change}
          />
        )}
      </div>
      {clerk && (
        <div className="item-acts">
          <Button disabled={!form.dirty} onClick={form.discard}>
            弃改
          </Button>
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
      )}
    </div>
  );
}

function numberWords(item: NonNullable<ReturnType<typeof useItemForm>['item']>): string {
  return [
    item.archivalCode ?? '未定号',
    ITEM_STATE_WORDS[item.state],
    APPRAISAL_WORDS[item.appraisalState],
  ].join(' · ');
}

/** What the appraisal sent back, and the clerk's answer once it is mended. */
function Returned({
  itemId,
  state,
  note,
}: {
  readonly itemId: number;
  readonly state: string;
  readonly note: string;
}) {
  const resubmit = useAct('appraisal.resubmit');
  const clerk = useRoles().includes('clerk');
  const [answer, setAnswer] = useState('');
  if (state !== 'refused' && state !== 'supplement') return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={`鉴定${state === 'refused' ? '不予入卷' : '要求补正'}：${note}`}
      description={
        clerk && (
          <Input.Search
            aria-label="补正情况"
            placeholder="写明怎样补正的，重报鉴定"
            enterButton="重报"
            maxLength={300}
            loading={resubmit.busy}
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
            onSearch={(text, event) => {
              if (
                text.trim() !== '' &&
                !(event?.nativeEvent as { isComposing?: boolean } | undefined)?.isComposing
              )
                void resubmit.run({ itemId, note: text });
            }}
          />
        )
      }
    />
  );
}

/** Enter goes on to the next field, as on a paper form; inside a list, a button or an input method at work it stays theirs. */
function nextField(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return;
  const at = event.target as HTMLElement;
  const field = at.closest('[data-field]');
  if (!field || at.closest('.ant-select-open') || at instanceof HTMLButtonElement) return;
  // Closed, a list opens by Enter only as long as it is empty.
  if (
    field.querySelector('.ant-select') &&
    !field.querySelector('.ant-select-content-has-value, .ant-select-selection-item')
  )
    return;
  event.preventDefault();
  event.stopPropagation();
  const fields = [...event.currentTarget.querySelectorAll('[data-field]')];
  const after = fields.slice(fields.indexOf(field) + 1);
  for (const one of after) {
    const input = one.querySelector<HTMLElement>('input:not([disabled]), textarea:not([disabled])');
    const chosen = one.querySelector<HTMLElement>('input[type=radio]:checked:not([disabled])') ?? input;
    if (chosen) {
      chosen.focus();
      return;
    }
  }
}
