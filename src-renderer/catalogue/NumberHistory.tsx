import { FailureNote, useRead } from '../archive/index.ts';
import { instantWords } from '../words/index.ts';
import type { Item } from './item-draft.ts';

/** 号的来历: the numbers the item bore before approved re-arrangements, newest first. */
export function NumberHistory({ item }: { readonly item: Item }) {
  const numbered = item.archivalCode !== null;
  const { data, failure } = useRead(
    'numbering.rearrangements',
    numbered ? { fileId: item.fileId } : undefined,
  );
  if (!numbered) return null;
  const former = (data?.rearrangements ?? []).flatMap((one) =>
    one.state === 'approved'
      ? one.changes
          .filter((change) => change.itemId === item.id)
          .map((change) => ({ ...change, id: one.id, at: one.proposedAt, reason: one.reason }))
      : [],
  );
  return (
    <>
      <FailureNote failure={failure} />
      {former.map((one) => (
        <p key={one.id} className="item-former muted">
          原号 {one.oldPencil} {one.oldCode}，{instantWords(one.at)} 申请重新整理后改（{one.reason}
          ），不再使用。
        </p>
      ))}
    </>
  );
}
