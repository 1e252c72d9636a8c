import { Button } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { read } from '../archive/index.ts';
import { ItemPicker } from '../item-picker/index.ts';
import { Sources } from './Sources.tsx';
import type { Letter, Sentence } from './words.ts';

interface Props {
  readonly letter: Letter;
  readonly used: readonly Sentence[];
  readonly onInsert: (fact: Sentence) => void;
}

const itemsOf = (sentence: Sentence) =>
  sentence.sources.map(({ source }) =>
    source.kind === 'page' ? `page ${source.itemId}` : JSON.stringify(source),
  );

/** Facts on file that the letter does not use, each to be put in with its source; any other page of the file too. */
export function FactList({ letter, used, onInsert }: Props) {
  const [itemId, setItemId] = useState<number>();
  const taken = new Set(used.flatMap(itemsOf));
  const left = [...letter.sentences, ...letter.unused].filter(
    (one) => !itemsOf(one).some((key) => taken.has(key)),
  );
  const cite = async () => {
    if (itemId === undefined) return;
    const item = await read('catalogue.get', { id: itemId });
    if (!item.ok) return;
    onInsert(citing(item.data));
    setItemId(undefined);
  };
  return (
    <section aria-label="可写入的事实">
      <b>可写入的事实（{left.length}）</b>
      <ul className="letter-plain">
        {left.map((one) => (
          <li key={itemsOf(one).join()}>
            {one.text} <Sources sentence={one} />
            <Button size="small" onClick={() => onInsert(one)}>
              写入
            </Button>
          </li>
        ))}
      </ul>
      <div className="letter-cite">
        <ItemPicker fileId={letter.fileId} value={itemId} onChange={setItemId} />
        <Button disabled={itemId === undefined} onClick={() => void cite()}>
          引这一件另写一句
        </Button>
      </div>
    </section>
  );
}

/** A sentence to be written, standing on the first page of an item. */
function citing(item: Output<'catalogue.get'>): Sentence {
  const first = item.pages[0];
  return {
    text: `《${item.title}》：`,
    sources: [
      {
        source: { kind: 'page', itemId: item.id, pageId: first?.id ?? null },
        words: `《${item.title}》${first ? '第 1 页' : '（未扫描，见纸质件）'}`,
        position: first ? 1 : null,
      },
    ],
  };
}
