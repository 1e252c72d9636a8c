import { Tabs } from 'antd';
import type { Places } from '../navigation/index.ts';
import { LettersTab } from './LettersTab.tsx';
import { WordingTab } from './WordingTab.tsx';
import './letter.css';

/** 廉政意见: letters from what is on file, each sentence with its page; the office's own wording. */
export function LetterScreen({ params }: { readonly params: Places['letter'] }) {
  return (
    <section className="screen" aria-label="廉政意见">
      <Tabs
        className="full-tabs"
        destroyOnHidden
        items={[
          { key: 'letters', label: '意见', children: <LettersTab fileId={params.fileId} /> },
          { key: 'wording', label: '措辞', children: <WordingTab /> },
        ]}
      />
    </section>
  );
}
