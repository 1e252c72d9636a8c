/** 扫描: every file against every rule in force. New facts open, gone facts lapse, settled ones stay settled. */
import { createHash } from 'node:crypto';
import type { Output } from '#contract/index.ts';
import { today } from '#main/calendar/index.ts';
import { declarationForm } from '#main/declaration/index.ts';
import type { ActScope, JobResult, JobScope } from '#main/scope/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import { currentRules, type Rule, type Rules } from '#main/warning-rules/index.ts';
import { CHECKS, type Given, type Hit } from './checks/index.ts';
import { type Facts, factsOf } from './facts.ts';
import {
  countByRule,
  insertAct,
  insertWarning,
  knownWarnings,
  lapseUnseen,
  markSeen,
  nextScan,
  openFiles,
  renewWarning,
} from './queries.ts';

export interface Judged {
  readonly rule: Rule;
  readonly hit: Hit;
}
/** Everything the rules find in one file. */
export function judge(facts: Facts, rules: Rules, form: Given['form'], day: string): Judged[] {
  return rules.rules
    .filter((rule) => rule.enabled)
    .flatMap((rule) =>
      (CHECKS[rule.id]?.({ facts, rule, rules, form, today: day }) ?? []).map((hit) => ({ rule, hit })),
    );
}

const fingerprintOf = ({ rule, hit }: Judged) =>
  createHash('sha256')
    .update(JSON.stringify([rule.id, hit.key, hit.facts, hit.evidence.toSorted((a, b) => a - b)]))
    .digest('hex');

interface Tally {
  opened: number;
  reopened: number;
  lapsed: number;
}
function settle(
  db: WriteDb,
  facts: Facts,
  found: readonly Judged[],
  round: { readonly version: number; readonly scan: number; readonly at: string },
  tally: Tally,
): void {
  const { fileId } = facts.person;
  const known = new Map(knownWarnings(db, fileId).map((one) => [`${one.rule}\n${one.key}`, one]));
  const ranks = new Map(facts.items.map((item) => [item.id, item.secrecyRank]));
  for (const judged of found) {
    const { rule, hit } = judged;
    const before = known.get(`${rule.id}\n${hit.key}`);
    const fingerprint = fingerprintOf(judged);
    const row = {
      rule: rule.id,
      ruleVersion: round.version,
      fileId,
      key: hit.key,
      level: rule.level,
      text: hit.text,
      facts: JSON.stringify(hit.facts),
      fingerprint,
      secrecyRank: Math.max(hit.rank, ...hit.evidence.map((item) => ranks.get(item) ?? 0)),
      evidence: hit.evidence,
      at: round.at,
      scan: round.scan,
    };
    const act = (id: number, words: string) =>
      insertAct(db, id, { at: round.at, by: '程序', act: words, note: hit.text });
    if (!before) {
      act(insertWarning(db, row), '发现');
      tally.opened += 1;
    } else if (before.fingerprint !== fingerprint || before.state === 'lapsed') {
      renewWarning(db, before.id, row);
      act(before.id, '事实有变，重新提示');
      tally.reopened += 1;
    } else markSeen(db, before.id, round.scan);
  }
  for (const id of lapseUnseen(db, fileId, round.scan)) {
    insertAct(db, id, { at: round.at, by: '程序', act: '事实已不存在，自动消去', note: '' });
    tally.lapsed += 1;
  }
}

/** Files looked through in one transaction: short enough that typing never waits for it. */
const CHUNK = 100;

export async function scanWarnings(scope: JobScope): Promise<JobResult> {
  const { db } = scope;
  const { version, rules } = currentRules(db, scope);
  const form = declarationForm(scope);
  const day = today(scope);
  const files = openFiles(db);
  const scan = nextScan(db);
  const tally: Tally = { opened: 0, reopened: 0, lapsed: 0 };
  for (let at = 0; at < files.length; at += CHUNK) {
    scope.checkCancelled();
    const part = files.slice(at, at + CHUNK);
    scope.commit('warning.scan', `files:${part[0]}-${part.at(-1)}`, { files: part.length, scan }, (write) => {
      const round = { version, scan, at: scope.now().toISOString() };
      for (const facts of factsOf(write, part))
        settle(write, facts, judge(facts, rules, form, day), round, tally);
    });
    scope.progress(Math.min(at + CHUNK, files.length), files.length, '对照预警规则');
  }
  // Within the clearance of whoever asked: the number alone would tell of the rest.
  const open = countByRule(db, scope.caller.clearanceRank).reduce((sum, one) => sum + one.open, 0);
  return { 查看卷数: files.length, 待处理: open };
}

export async function startScan(scope: ActScope): Promise<Output<'warning.scan'>> {
  return { jobId: scope.startJob('scan-warnings', '对照预警规则', {}) };
}
