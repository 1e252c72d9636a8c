import { Alert, Input } from 'antd';
import { useState } from 'react';
import { useAct } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import type { Item } from './item-draft.ts';

/** What the appraisal sent back, and the clerk's answer once it is mended. */
export function Returned({ item }: { readonly item: Pick<Item, 'id' | 'appraisalState' | 'appraisalNote'> }) {
  const resubmit = useAct('appraisal.resubmit');
  const clerk = useRoles().includes('clerk');
  const [answer, setAnswer] = useState('');
  const { appraisalState: state } = item;
  if (state !== 'refused' && state !== 'supplement') return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={`鉴定${state === 'refused' ? '不予入卷' : '要求补正'}：${item.appraisalNote}`}
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
              const composing = (event?.nativeEvent as { isComposing?: boolean } | undefined)?.isComposing;
              if (text.trim() !== '' && composing !== true)
                void resubmit.run({ itemId: item.id, note: text });
            }}
          />
        )
      }
    />
  );
}
