import { existsSync, statSync } from 'node:fs';
import { Refusal } from '#contract/result.ts';
import { verifyChain } from '#main/audit/index.ts';
import { itemsOfFile } from '#main/catalogue/index.ts';
import { isSealedKey, openFileKey } from '#main/keyring/index.ts';
import { explainedNumbers, reportNumbers } from '#main/numbering/index.ts';
import type { JobResult, JobScope } from '#main/scope/index.ts';
import { encryptedLength, VaultFault } from '#main/vault/index.ts';
import {
  allBlobs,
  allKeys,
  type BlobRow,
  brokenReferences,
  codesGivenTwice,
  insertVerifyRun,
  integrityFaults,
  isRecorded,
  type KeyRow,
  pagesWithoutBlob,
  retiredCodesInUse,
  volumes,
} from './queries.ts';

/** Findings kept in full; beyond, only their number. */
const KEPT = 1_000;

interface Finding {
  readonly area: 'audit' | 'database' | 'numbers' | 'vault';
  readonly subject: string;
  readonly message: string;
}

/**
 * Job `verify`: audit chain, SQLite's checks, numbers, and every recorded blob decrypted and compared with its recorded
 * SHA-256. Without the content key, and for sealed volumes, a blob's presence and length are checked, and the result says
 * so. Changes nothing but its own row in verify_run.
 * @throws Refusal `cancelled`; then nothing is stored
 */
export async function verifyEverything(scope: JobScope): Promise<JobResult> {
  const findings: Finding[] = [];
  const present = existsSync(scope.folder.vault) ? scope.vault.list() : [];
  scope.progress(0, 1, '核验审计链');
  const chain = verifyChain(scope.db, scope.archiveId);
  if (!chain.intact)
    findings.push({ area: 'audit', subject: `event:${chain.firstBroken ?? 0}`, message: chain.message });
  scope.checkCancelled();
  scope.progress(0, 1, '核验数据库');
  findings.push(...databaseFindings(scope), ...numberFindings(scope));
  const vault = new VaultCheck(scope);
  vault.run();
  findings.push(...vault.findings);
  const orphans = present.filter((blobId) => !isRecorded(scope.db, blobId));
  for (const blobId of orphans)
    findings.push({
      area: 'vault',
      subject: blobId,
      message: `文件库里的 ${blobId} 没有登记（中断遗留），下次打开库时自动清除。`,
    });
  const clean = findings.length === 0;
  const counts = {
    events: chain.events,
    blobs: vault.decrypted + vault.lookedAt,
    decrypted: vault.decrypted,
    withoutKey: vault.withoutKey,
    sealed: vault.sealed,
    bytes: vault.bytes,
    orphans: orphans.length,
  };
  const stored = JSON.stringify({ ...counts, total: findings.length, findings: findings.slice(0, KEPT) });
  scope.commit('backup.verified', 'archive', { ...counts, clean, findings: findings.length }, (write) =>
    insertVerifyRun(write, scope.now().toISOString(), scope.caller.name, clean, stored),
  );
  return {
    结论: clean ? '未发现问题' : `发现 ${findings.length} 处问题`,
    ...Object.fromEntries(findings.slice(0, 10).map((one, index) => [`问题${index + 1}`, one.message])),
    审计记录: chain.events,
    '密文（已解密核对）': vault.decrypted,
    '密文（没有内容密钥，只核对在否和长度）': vault.withoutKey,
    '密文（卷已封存，只核对在否和长度）': vault.sealed,
    核对字节: vault.bytes,
    未登记的密文: orphans.length,
  };
}

function databaseFindings(scope: JobScope): Finding[] {
  const { db } = scope;
  const findings: Finding[] = integrityFaults(db).map((line) => ({
    area: 'database',
    subject: 'archive.db',
    message: `数据库完整性检查：${line}。请停止使用，用最近一次备份恢复到新文件夹。`,
  }));
  scope.checkCancelled();
  for (const { table, parent, count } of brokenReferences(db))
    findings.push({
      area: 'database',
      subject: table,
      message: `数据库有 ${count} 处关联断开（${table} 指向 ${parent}）。请停止使用，用最近一次备份恢复到新文件夹。`,
    });
  const pages = pagesWithoutBlob(db);
  if (pages > 0)
    findings.push({ area: 'database', subject: 'page', message: `${pages} 页的扫描件没有登记在文件库中。` });
  return findings;
}

function numberFindings(scope: JobScope): Finding[] {
  const { db } = scope;
  const findings: Finding[] = [
    ...codesGivenTwice(db).map(
      (code): Finding => ({
        area: 'numbers',
        subject: code,
        message: `档号 ${code} 出现在两件材料上。`,
      }),
    ),
    ...retiredCodesInUse(db).map(
      (code): Finding => ({
        area: 'numbers',
        subject: code,
        message: `档号 ${code} 已随重新整理停用，却又出现在材料上。`,
      }),
    ),
  ];
  for (const file of volumes(db)) {
    for (const { message } of reportNumbers(itemsOfFile(db, file.id), explainedNumbers(db, file.id)))
      findings.push({
        area: 'numbers',
        subject: `file:${file.id}`,
        message: `第 ${file.volume_number} 卷：${message}。`,
      });
  }
  return findings;
}

/** Walks all recorded blobs in the order of the folders. */
class VaultCheck {
  readonly findings: Finding[] = [];
  decrypted = 0;
  lookedAt = 0;
  withoutKey = 0;
  sealed = 0;
  bytes = 0;
  readonly #scope: JobScope;
  readonly #keys: ReadonlyMap<number, KeyRow>;
  readonly #opened = new Map<number, Buffer | undefined>();

  constructor(scope: JobScope) {
    this.#scope = scope;
    this.#keys = new Map(allKeys(scope.db).map((key) => [key.id, key]));
  }

  run(): void {
    const { db, progress, checkCancelled } = this.#scope;
    const blobs = allBlobs(db);
    const total = blobs.reduce((sum, blob) => sum + blob.size, 0);
    try {
      for (const [index, blob] of blobs.entries()) {
        checkCancelled();
        progress(this.bytes, total, `核验密文 ${index} / ${blobs.length}`);
        this.#check(blob);
        this.bytes += blob.size;
      }
      progress(total, total, `核验密文 ${blobs.length} / ${blobs.length}`);
    } finally {
      for (const key of this.#opened.values()) key?.fill(0);
    }
  }

  #check(blob: BlobRow): void {
    const { vault, db } = this.#scope;
    try {
      const key = this.#keyOf(blob);
      if (key) {
        this.decrypted += 1;
        vault.verify(key, blob.id, blob.size, blob.sha256);
      } else {
        this.lookedAt += 1;
        this.#look(blob);
      }
    } catch (cause) {
      if (!(cause instanceof VaultFault)) throw cause;
      // Taken out of the archive since the list was made.
      if (cause.kind === 'missing' && !isRecorded(db, blob.id)) return;
      this.findings.push({ area: 'vault', subject: blob.id, message: cause.message });
    }
  }

  #look(blob: BlobRow): void {
    const path = this.#scope.vault.path(blob.id);
    if (!existsSync(path)) throw new VaultFault('missing', blob.id, '不存在');
    if (statSync(path).size !== encryptedLength(blob.size))
      throw new VaultFault('damaged', blob.id, '密文长度与登记不符');
  }

  /** undefined when this caller can't open it: sealed, no content key, or a key whose record was changed (a finding). */
  #keyOf(blob: BlobRow): Buffer | undefined {
    const record = this.#keys.get(blob.key_id);
    const contentKey = this.#scope.keys.contentKey;
    if (record && isSealedKey(record.wrapped)) {
      this.sealed += 1;
      return undefined;
    }
    if (!contentKey) {
      this.withoutKey += 1;
      return undefined;
    }
    if (!record || this.#opened.has(record.id)) return this.#opened.get(blob.key_id);
    try {
      const key = openFileKey(contentKey, this.#scope.archiveId, record.label, record.wrapped);
      this.#opened.set(record.id, key);
      return key;
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      this.#opened.set(record.id, undefined);
      this.findings.push({ area: 'vault', subject: `key:${record.label}`, message: cause.message });
      return undefined;
    }
  }
}
