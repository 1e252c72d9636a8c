import { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { currentPolicy } from '#main/accounts/index.ts';
import { changesBetween } from '#main/audit/index.ts';
import { collectionWaiting } from '#main/collection/index.ts';
import { countTray, differences } from '#main/intake/index.ts';
import { lettersWaiting } from '#main/letter/index.ts';
import { listStyles } from '#main/numbering/index.ts';
import { requestsToDecide } from '#main/output/index.ts';
import { classesAbove } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import { countEnding, countOpenChanges } from '#main/secrecy/index.ts';
import { type ReadDb, saveSetting, setting, type WriteDb } from '#main/storage/index.ts';
import { countUnsettled } from '#main/warning/index.ts';
import { alarmsFor } from './alarms.ts';
import { lastVerifyClean, overviewCounts } from './queries.ts';

/** Days ahead that the home screen looks for ending terms. */
const TERM_DAYS = 30;

const Card = z.object({ fingerprint: z.string() });

export function viewSettings(
  db: ReadDb,
  _input: Parsed<'archive.settings'>,
  caller: Caller,
  scope: Scope,
): Output<'archive.settings'> {
  const { styles, current } = listStyles(db, {}, caller, scope);
  return {
    archiveId: scope.archiveId,
    fondsCode: setting(db, 'fondsCode'),
    fondsName: setting(db, 'fondsName'),
    numberingStyle: current,
    styles,
    idleMinutes: Number(setting(db, 'idleMinutes')),
    unitFingerprint: Card.parse(JSON.parse(setting(db, 'keyCard'))).fingerprint,
    place: scope.folder.root,
  };
}

export function saveSettings(
  db: WriteDb,
  input: Parsed<'archive.saveSettings'>,
  caller: Caller,
  scope: Scope,
): Output<'archive.saveSettings'> {
  const { styles } = listStyles(db, {}, caller, scope);
  if (!styles.some((style) => style.id === input.numberingStyle))
    throw new Refusal('validation-failed', '没有这种编号方式，请从列表中选择。');
  const most = currentPolicy(db, scope.resources).rules.idleMinutes;
  if (input.idleMinutes > most)
    throw new Refusal('validation-failed', `安全策略规定空闲锁屏不超过 ${most} 分钟，只能设得更短。`, [
      { path: 'idleMinutes', message: `不超过 ${most} 分钟` },
    ]);
  scope.note.subject = 'settings';
  scope.note.changes = changesBetween(
    { numberingStyle: setting(db, 'numberingStyle'), idleMinutes: Number(setting(db, 'idleMinutes')) },
    input,
  );
  saveSetting(db, 'numberingStyle', input.numberingStyle);
  saveSetting(db, 'idleMinutes', String(input.idleMinutes));
  return { done: true };
}

export function overview(
  db: ReadDb,
  _input: Parsed<'archive.overview'>,
  caller: Caller,
  scope: Scope,
): Output<'archive.overview'> {
  return {
    ...overviewCounts(db, caller.clearanceRank),
    trayWaiting: countTray(db, {
      state: 'waiting',
      fileId: undefined,
      without: classesAbove(db, caller.clearanceRank),
    }),
    gateDifferences: differences(db, undefined, caller.clearanceRank).filter((one) => one.acceptedBy === null)
      .length,
    lastVerifyClean: lastVerifyClean(db),
    outputRequestsWaiting: requestsToDecide(db, caller.clearanceRank),
    secrecyChangesWaiting: countOpenChanges(db, caller.clearanceRank),
    secrecyTermsEnding: countEnding(db, TERM_DAYS, caller, scope.now()),
    letters: lettersWaiting(db, caller.clearanceRank),
    collection: collectionWaiting(db, caller, scope),
    warningsOpen: countUnsettled(db, caller.clearanceRank),
    alarms: alarmsFor(db, caller, scope),
  };
}
