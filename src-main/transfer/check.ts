import { existsSync } from 'node:fs';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { AppraisalState } from '#contract/vocabulary.ts';
import { itemsOfFile } from '#main/catalogue/index.ts';
import { consultsInHand } from '#main/consult/index.ts';
import { theFile } from '#main/files/index.ts';
import { differences } from '#main/intake/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { Vault } from '#main/vault/index.ts';
import { pagesOfFile, rearrangementWaits } from './queries.ts';

type Checked = Output<'transfer.check'>;

/** Appraisals that somebody has begun and not settled. `pending` is none: not every item needs one. */
const UNSETTLED: Partial<Record<AppraisalState, string>> = {
  proposed: '鉴定意见还没有复核',
  refused: '鉴定未通过，尚未处理',
  supplement: '鉴定要求补充，尚未处理',
};

/** Everything that keeps a volume from being sealed, each with what to do. */
export function blockersOf(
  db: ReadDb,
  fileId: number,
  caller: Pick<Caller, 'clearanceRank'>,
  scope: Pick<Scope, 'folder' | 'archiveId'>,
): Checked {
  const file = theFile(db, fileId);
  const blockers: Checked['blockers'] = [];
  const add = (kind: Checked['blockers'][number]['kind'], message: string, itemId: number | null = null) =>
    blockers.push({ kind, message, itemId });

  if (file.state === 'in-transfer') add('state', '本卷已经封包转出，正在等回执；回执到前不能再封。');
  if (file.state === 'sealed') add('state', '本卷已封存，不能转递。确需转递的，请先办理启封。');
  const all = itemsOfFile(db, fileId);
  const items = all.filter((item) => item.secrecyRank <= caller.clearanceRank);
  if (items.length < all.length) {
    add('clearance', '本卷有超出您知悉范围的材料，须由有相应权限的审批人封包。');
  }
  const kept = items.filter((item) => item.state !== 'void');
  if (kept.length === 0) add('empty', '本卷没有可以转递的材料。');
  for (const one of differences(db, fileId, caller.clearanceRank)) {
    if (one.acceptedBy === null)
      add('gate', `${one.message}。请补扫、改正页数，或由审核员写明理由认可。`, one.itemId);
  }
  for (const item of kept) {
    if (item.state === 'draft') add('unfixed', `「${item.title}」还没有固定编号，请先固定编号。`, item.id);
    const why = UNSETTLED[item.appraisalState];
    if (why) add('appraisal', `「${item.title}」${why}，请先办结鉴定。`, item.id);
  }
  const inHand = consultsInHand(db, fileId);
  if (inHand.lent) add('state', '本卷有借出的纸质材料没有归还，请先催还并清点。');
  if (inHand.reading) add('state', '本卷的查阅正在进行或还没有归还核对，请先办结。');
  if (rearrangementWaits(db, fileId)) add('rearrangement', '本卷有重新整理的申请待批，请先批准或退回。');

  const vault = new Vault(scope.folder.vault, scope.archiveId);
  const visible = new Map(kept.map((item) => [item.id, item]));
  const missing = new Set<number>();
  for (const page of pagesOfFile(db, fileId)) {
    const item = visible.get(page.itemId);
    if (!item || missing.has(item.id) || existsSync(vault.path(page.blobId))) continue;
    missing.add(item.id);
    add('damaged', `「${item.title}」的原件不在文件库中，请从备份找回后再封。`, item.id);
  }
  return { blockers, items: kept.length, pages: kept.reduce((sum, item) => sum + item.scannedPages, 0) };
}

export function check(
  db: ReadDb,
  input: Parsed<'transfer.check'>,
  caller: Caller,
  scope: Scope,
): Output<'transfer.check'> {
  scope.note.subject = `file:${input.fileId}`;
  return blockersOf(db, input.fileId, caller, scope);
}

/** @throws Refusal that names the first blocker and lists all of them */
export function refuseBlocked({ blockers }: Checked): void {
  const [first] = blockers;
  if (!first) return;
  const more = blockers.length > 1 ? `（另有 ${blockers.length - 1} 项，见清单）` : '';
  const code =
    first.kind === 'gate' ? 'gate-open' : first.kind === 'unfixed' ? 'numbers-not-fixed' : 'transfer-refused';
  throw new Refusal(
    code,
    `未封包：${first.message}${more}`,
    blockers.map((one) => ({ path: one.kind, message: one.message })),
  );
}
