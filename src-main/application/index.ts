/** 程序: composes the features behind `call`. The window, the command line and the tests start here. */
import { basename, dirname } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import {
  accountBySlot,
  clearAttempts,
  clearFailures,
  currentPolicy,
  isBusiness,
  notePassword,
  rolesOf,
  weakness,
} from '#main/accounts/index.ts';
import { record } from '#main/audit/index.ts';
import { restoreInto } from '#main/backup/index.ts';
import { ReadingRoom } from '#main/consult/index.ts';
import { settleIndex } from '#main/search/index.ts';
import { openDatabase, setting, settleBeforeCommit, transact, type WriteDb } from '#main/storage/index.ts';
import { BackgroundReader } from './background-reader.ts';
import { createArchive } from './create.ts';
import { Desk, type SignedIn } from './desk.ts';
import { Dispatch, isDeskRoute, parseInput, routeNamed } from './dispatch.ts';
import { envelope, incidentLog } from './failure.ts';
import type { DeskRoute, HandledRoute } from './handlers.ts';
import { JobRunner } from './jobs.ts';
import { GrantedPaths } from './paths.ts';
import { createPictures } from './pictures.ts';
import type { Application, ApplicationEvent, ApplicationOptions } from './program.ts';
import { ReadingDesk } from './reading.ts';
import { RecentArchives } from './recent.ts';

export type { Application, ApplicationEvent, ApplicationOptions, ProgramFiles } from './program.ts';

type DeskHandlers = { readonly [N in DeskRoute]: (input: Parsed<N>) => Promise<Output<N>> };

export function createApplication(options: ApplicationOptions): Application {
  settleBeforeCommit(settleIndex);
  const listeners = new Set<(event: ApplicationEvent) => void>();
  const tell = (event: ApplicationEvent) => {
    for (const listener of listeners) listener(event);
  };
  const now = options.now ?? (() => new Date());
  const desk = new Desk(options);
  const paths = new GrantedPaths();
  const recent = new RecentArchives(options.settingsFolder);
  const jobs = new JobRunner(options.program, (jobId) => tell({ kind: 'job', jobId }));
  const room = new ReadingRoom(options.monotonic);
  const reader = new BackgroundReader(options, desk, jobs, () => room.held !== undefined);
  const dispatch = new Dispatch(options, desk, paths, jobs, room, reader);
  const log = incidentLog(options.settingsFolder);

  const signedIn = (): SignedIn => {
    if (desk.locked) throw new Refusal('session-locked', '屏幕已锁定，请输入密码解锁。');
    if (!desk.signedIn) throw new Refusal('not-signed-in', '尚未登录，请先登录。');
    return desk.signedIn;
  };
  const note = (event: string, detail: unknown = {}, work: (write: WriteDb) => void = () => undefined) => {
    const signed = signedIn();
    transact(signed.db, (write) => {
      work(write);
      record(
        write,
        desk.theArchive().archiveId,
        desk.eventOf(signed.caller, event, `account:${signed.login}`, 'ok', detail),
      );
    });
  };
  const known = (name: string) => {
    try {
      return routeNamed(name);
    } catch (cause) {
      desk.noteDenied(name, 'route-unknown');
      throw cause;
    }
  };
  const changed = () => {
    tell({ kind: 'session' });
    return desk.state();
  };

  const reading = new ReadingDesk(desk, room, now, changed);

  const deskHandlers: DeskHandlers = {
    'session.state': async () => desk.state(),
    'session.signIn': async (input) => {
      await desk.signIn(input.login, input.password, 'session.sign-in');
      reading.afterSignIn();
      return changed();
    },
    'session.signOut': async () => {
      jobs.refuseWhileRunning();
      await reader.stop();
      reading.leave();
      note('session.sign-out');
      desk.signOut();
      return changed();
    },
    'session.lock': async () => {
      note('session.lock');
      desk.lock();
      reader.look();
      return changed();
    },
    'session.unlock': async (input) => {
      await desk.unlock(input.password);
      reading.afterSignIn();
      return changed();
    },
    'session.changePassword': async (input) => {
      const signed = signedIn();
      const { rules } = currentPolicy(signed.db, options.program.resources);
      const weak = weakness(input.newPassword, signed.login, rules);
      if (weak !== undefined) throw new Refusal('weak-password', `${weak}。`);
      await desk
        .theArchive()
        .keyring.changePassword(
          signed.keys.slot,
          input.oldPassword,
          input.newPassword,
          rules.passwordHistory,
        );
      const at = now().toISOString();
      note('session.change-password', {}, (write) => notePassword(write, signed.caller.accountId, false, at));
      signed.mustChange = undefined;
      signed.passwordChangedAt = at;
      return changed();
    },
    'archive.recent': async () => ({
      archives: recent.present().map((root) => ({
        folder: paths.grant(root),
        name: basename(root, '.liandang'),
        place: dirname(root),
      })),
    }),
    'archive.create': async (input) => {
      jobs.refuseWhileRunning();
      const made = await createArchive(options, paths.pathOf(input.parent), input);
      reading.leave();
      desk.open(made.root);
      recent.note(made.root);
      return {
        archiveId: made.archiveId,
        shares: made.shares,
        unitFingerprint: made.fingerprint,
        state: changed(),
      };
    },
    'archive.open': async (input) => {
      jobs.refuseWhileRunning();
      await reader.stop();
      const root = paths.pathOf(input.folder);
      reading.leave();
      desk.open(root);
      recent.note(root);
      return changed();
    },
    'archive.close': async () => {
      jobs.refuseWhileRunning();
      await reader.stop();
      reading.leave();
      desk.close();
      return changed();
    },
    'backup.restore': async (input) => {
      const { root, blobs } = await restoreInto(
        paths.pathOf(input.source),
        paths.pathOf(input.parent),
        input.name,
      );
      recent.note(root);
      return { folder: paths.grant(root), place: root, blobs };
    },
    'archive.recover': async (input) => {
      await recover(input);
      await desk.signIn(input.login, input.newPassword, 'session.sign-in');
      reading.afterSignIn();
      return changed();
    },
  };

  /** Two shares stand for every forgotten password: one account gets a new one, and the content key if its roles need it. */
  async function recover(input: Parsed<'archive.recover'>): Promise<void> {
    const { keyring, folder, archiveId } = desk.theArchive();
    const keys = await keyring.recover(input.shares);
    const { databaseKey } = keys;
    const slot = keyring.slotOf(input.login);
    if (slot === undefined) throw new Refusal('not-found', '没有这个登录名的账号，请核对后再试。');
    const db = openDatabase(folder.database, databaseKey);
    try {
      const account = accountBySlot(db, slot);
      if (!account) throw new Refusal('not-found', '没有这个登录名的账号，请核对后再试。');
      const weak = weakness(
        input.newPassword,
        input.login,
        currentPolicy(db, options.program.resources).rules,
      );
      if (weak !== undefined) throw new Refusal('weak-password', `${weak}。`);
      const business = isBusiness(rolesOf(db, account.id));
      const counts = keyring.settleContentKey(Number(setting(db, 'contentKeyGeneration')));
      const contentKey = counts === 'next' ? keys.nextContentKey : keys.contentKey;
      await keyring.resetPassword(slot, input.newPassword, databaseKey);
      if (business && contentKey && counts !== 'foreign') await keyring.grantContentKey(slot, contentKey);
      transact(db, (write) => {
        clearFailures(write, account.id);
        notePassword(write, account.id, false, now().toISOString());
        record(write, archiveId, {
          at: now().toISOString(),
          account: account.login,
          roles: '',
          machine: options.machine,
          origin: options.origin,
          event: 'archive.recover',
          subject: `account:${account.login}`,
          result: 'ok',
          detail: '{}',
        });
      });
      clearAttempts(folder, slot, now().toISOString());
    } finally {
      db.close();
      databaseKey.fill(0);
      keys.contentKey.fill(0);
      keys.nextContentKey?.fill(0);
    }
  }

  return {
    call: (name, input) =>
      envelope(async () => {
        const route = known(name);
        reading.settleTime();
        if (isDeskRoute(name))
          return (deskHandlers[name] as (input: unknown) => Promise<unknown>)(parseInput(route, input));
        // Not a desk route: `routeNamed` has found it in the contract, so it is one of the handlers'.
        const output = await dispatch.run(name as HandledRoute, route, input);
        if (name === 'consult.finish') reading.lock();
        return output;
      }, log),
    ...createPictures({
      desk,
      room,
      resources: options.program.resources,
      now,
      signedIn,
      envelope: (work) => envelope(work, log),
    }),
    grantPath: (path) => paths.grant(path),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    runningJobs: () => jobs.count,
    isReading: () => room.held !== undefined,
    close: async () => {
      await jobs.stopAll();
      await reader.close();
      reading.leave();
      desk.close();
    },
  };
}
