/** Entry of the worker thread: runs one long job and says how it ended. */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type ErrorCode, Refusal } from '#contract/result.ts';
import { record } from '#main/audit/index.ts';
import { Keyring, type OpenKeys } from '#main/keyring/index.ts';
import type { JobResult, JobScope } from '#main/scope/index.ts';
import { settleIndex } from '#main/search/index.ts';
import { archiveFolder, openDatabase, settleBeforeCommit, transact } from '#main/storage/index.ts';
import { Vault } from '#main/vault/index.ts';
import { GAIT, SIGNAL } from './background-signal.ts';
import { failureOf, incidentLog } from './failure.ts';
import type { JobMessage, JobOrder } from './jobs.ts';
import { endJob } from './queries.ts';
import { JOB_WORK } from './work.ts';

/** A job's own page cache: it writes in order and reads little. */
const JOB_CACHE_MIB = 64;
/** Messages to the window: at most one in this many milliseconds. */
const PROGRESS_EVERY_MS = 100;
/** How long work in the background rests before it looks again. */
const REST_MS = 500;

async function main(order: JobOrder): Promise<void> {
  settleBeforeCommit(settleIndex);
  const folder = archiveFolder(order.root);
  const keys: OpenKeys = {
    slot: order.keys.slot,
    identity: order.keys.identity,
    databaseKey: Buffer.from(order.keys.databaseKey),
    contentKey: order.keys.contentKey && Buffer.from(order.keys.contentKey),
  };
  const db = openDatabase(folder.database, keys.databaseKey, { cacheMiB: JOB_CACHE_MIB });
  const now = () => (order.clock === undefined ? new Date() : new Date(order.clock));
  const stop = new Int32Array(order.stop);
  const last = { done: 0, total: 0, at: 0 };
  let resumedAt = Date.now();
  const post = (message: JobMessage) => parentPort?.postMessage(message);
  const scope: JobScope = {
    archiveId: order.archiveId,
    resources: order.resources,
    now,
    note: { subject: '', detail: {} },
    folder,
    keyring: Keyring.open(folder.keyring, order.archiveId),
    contentKey: () => {
      if (!keys.contentKey) throw new Refusal('content-key-missing', '您的账号没有内容密钥，不能办理此事。');
      return keys.contentKey;
    },
    db,
    vault: new Vault(folder.vault, order.archiveId),
    keys,
    caller: order.caller,
    commit: (event, subject, detail, work) =>
      transact(db, (write) => {
        const done = work(write);
        record(write, order.archiveId, {
          at: now().toISOString(),
          account: order.caller.login,
          roles: order.caller.roles.join(','),
          machine: order.caller.machine,
          origin: `${order.caller.origin} (${order.kind} ${order.id})`,
          event,
          subject,
          result: 'ok',
          detail: JSON.stringify(detail ?? {}),
        });
        return done;
      }),
    progress: (done, total, message) => {
      last.done = done;
      last.total = total;
      if (order.background !== true && Date.now() - last.at < PROGRESS_EVERY_MS && done < total) return;
      last.at = Date.now();
      post({ kind: 'progress', done, total, message });
    },
    checkCancelled: () => {
      if (Atomics.load(stop, 0) === 1) throw new Refusal('cancelled', '已按要求停止；已完成的部分都在。');
    },
    giveWay: async () => {
      if (order.background !== true) return;
      const worked = Date.now() - resumedAt;
      if (Atomics.load(stop, SIGNAL.gait) === GAIT.gentle) Atomics.wait(stop, SIGNAL.stop, 0, worked);
      while (Atomics.load(stop, SIGNAL.gait) === GAIT.rest && Atomics.load(stop, SIGNAL.stop) === 0)
        Atomics.wait(stop, SIGNAL.stop, 0, REST_MS);
      resumedAt = Date.now();
    },
  };
  if (order.background === true && process.platform === 'linux') {
    // Of this thread alone: so it is on Linux. Elsewhere it would be the whole program, window and all.
    setPriority(constants.priority.PRIORITY_LOW);
  }
  const end = (
    state: 'done' | 'failed' | 'cancelled',
    message: string,
    code: ErrorCode | null,
    result: JobResult,
  ) => {
    if (order.background === true) return post({ kind: 'ended', state, message, result });
    transact(db, (write) => {
      endJob(write, order.id, {
        state,
        message,
        code,
        result,
        at: now().toISOString(),
        done: last.done,
        total: last.total,
      });
      record(write, order.archiveId, {
        at: now().toISOString(),
        account: order.caller.login,
        roles: order.caller.roles.join(','),
        machine: order.caller.machine,
        origin: order.caller.origin,
        event: `jobs.${order.kind}`,
        subject: `job:${order.id}`,
        result: state === 'done' ? 'ok' : state === 'cancelled' ? 'refused' : 'failed',
        detail: JSON.stringify(state === 'done' ? result : { code, message }),
      });
    });
    post({ kind: 'ended', state, message, result });
  };
  try {
    end('done', '', null, await JOB_WORK[order.kind](scope, order.input));
  } catch (cause) {
    const failure = failureOf(cause, incidentLog(order.settingsFolder));
    end(failure.code === 'cancelled' ? 'cancelled' : 'failed', failure.message, failure.code, {});
  } finally {
    db.close();
    keys.databaseKey.fill(0);
    keys.contentKey?.fill(0);
  }
}

await main(workerData as JobOrder);
