import { Button } from 'antd';
import { go } from '../navigation/index.ts';
import type { Sentence } from './words.ts';

/** Where a sentence comes from; a page opens beside its item. */
export function Sources({ sentence }: { readonly sentence: Sentence }) {
  return (
    <span className="letter-sources">
      出处：
      {sentence.sources.map(({ source, words }) =>
        source.kind === 'page' ? (
          <Button
            key={words}
            type="link"
            size="small"
            onClick={() =>
              go('catalogue', {
                itemId: source.itemId,
                ...(source.pageId === null ? {} : { pageId: source.pageId }),
              })
            }
          >
            {words}
          </Button>
        ) : (
          <span key={words} className="muted">
            {words}
          </span>
        ),
      )}
    </span>
  );
}
