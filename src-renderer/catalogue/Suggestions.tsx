import { keyTitle } from '../keyboard/index.ts';
import { dateWords, FIELD_WORDS } from '../words/index.ts';
import type { ItemDraft, SchemeClass } from './item-draft.ts';
import { keyOf, type Suggestion } from './use-suggestions.ts';

interface Props {
  readonly list: readonly Suggestion[];
  readonly draft: ItemDraft;
  readonly classes: readonly SchemeClass[];
  readonly onTake: (one: Suggestion) => void;
  /** Shows where on the pages it stands. */
  readonly onShow: (one: Suggestion) => void;
}

/** 著录建议: what the pages say, with the line it was read from; taken by a key or a press, never by itself. */
export function Suggestions({ list, draft, classes, onTake, onShow }: Props) {
  if (list.length === 0) return null;
  return (
    <section className="suggestions" aria-label="著录建议">
      <div className="suggestions-title">
        著录建议<span className="muted">　{keyTitle('suggest.all')} 全部采用，请对照图像核实</span>
      </div>
      <ol>
        {list.map((one, index) => {
          const key = keyOf(index);
          const taken = draft[one.field] === one.value;
          return (
            <li key={`${one.field} ${one.value}`} className={taken ? 'taken' : ''}>
              <button
                type="button"
                className="suggestion"
                aria-label={`采用${FIELD_WORDS[one.field]}：${one.value}`}
                onClick={() => onTake(one)}
              >
                {key && <kbd>{keyTitle(key)}</kbd>}
                <span className="suggestion-field">{FIELD_WORDS[one.field]}</span>
                <span className="suggestion-value">{valueWords(one, classes)}</span>
                {taken && <span aria-label="已采用">✓</span>}
              </button>
              <button
                type="button"
                className="suggestion-source muted"
                title="在图像上看"
                disabled={one.pageId === null}
                onClick={() => onShow(one)}
              >
                {one.pagePosition === null ? '' : `第 ${one.pagePosition} 页`}
                {one.machineRead && '（机器识读）'}
                {quoteWords(one)}
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** The line as it stands on the page; nothing where the value is the line. */
function quoteWords({ quote, value, pageId }: Suggestion): string {
  if (quote === value) return '';
  return pageId === null ? quote : `「${quote}」`;
}

function valueWords({ field, value }: Suggestion, classes: readonly SchemeClass[]): string {
  if (field === 'date') return dateWords(value);
  if (field === 'classCode') return `${value} ${classes.find((one) => one.code === value)?.name ?? ''}`;
  return value;
}
