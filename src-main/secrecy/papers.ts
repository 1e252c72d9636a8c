import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { secrecyRank } from '#contract/vocabulary.ts';
import { secrecyApproval, secrecyNotice } from '#main/documents/index.ts';
import { leave } from '#main/output/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { setting } from '#main/storage/index.ts';
import { theChange } from './changes.ts';
import { writtenMark } from './marks.ts';

/** 密级变更（解密）审批表 (form 16), and the written notice to those who hold the material (domain 2.10). */
export async function exportSecrecyPaper(
  scope: ActScope,
  input: Parsed<'secrecy.exportPaper'>,
): Promise<Output<'secrecy.exportPaper'>> {
  const one = theChange(scope.db, input.changeId, scope.caller);
  if (input.paper === 'notice' && one.state !== 'approved')
    throw new Refusal('state-refused', '密级变更尚未批准，不能发通知。');
  const fromMark = writtenMark(one.fromSecrecy, one.fromYears, one.fromEvent);
  const toMark = one.kind === 'declassify' ? '解密' : writtenMark(one.toSecrecy, one.toYears, one.toEvent);
  const [secrecy, secrecyYears] =
    secrecyRank(one.fromSecrecy) > secrecyRank(one.toSecrecy)
      ? [one.fromSecrecy, one.fromYears]
      : [one.toSecrecy, one.toYears];
  const data = { ...one, fondsName: setting(scope.db, 'fondsName'), fromMark, toMark };
  // The paper names the material: it is as secret as the material was or will be.
  const bytes = await (input.paper === 'approval'
    ? secrecyApproval({ ...data, mark: writtenMark(secrecy, secrecyYears, '') })
    : secrecyNotice({ ...data, mark: writtenMark(secrecy, secrecyYears, '') }));
  return leave(
    scope,
    {
      kind: input.paper === 'approval' ? '密级变更审批表' : '密级变更通知书',
      title: `${one.personName}「${one.title}」`,
      subject: `item:${one.itemId}`,
      secrecy,
      secrecyYears,
      pages: 1,
      purpose: input.paper === 'approval' ? '签批' : '通知材料持有单位',
      coveredBy: `密级变更 ${one.id} 号`,
    },
    scope.path(input.target),
    bytes,
  );
}
