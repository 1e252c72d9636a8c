import { z } from 'zod';
import { route } from '../route.ts';
import {
  Done,
  FilledLine,
  Id,
  Instant,
  Leaving,
  Line,
  Nothing,
  PathToken,
  Role,
  SecrecyLevel,
} from './common.ts';
import { NumberStyle } from './numbering.ts';

export const Password = z.string().min(1, '请输入密码').max(256);
const Login = FilledLine(64);

export const Account = z.strictObject({
  id: Id,
  login: z.string(),
  name: z.string(),
  roles: z.array(Role),
  clearance: SecrecyLevel,
  mustChangePassword: z.boolean(),
  /** Why: it is the one given at first, or it is older than the policy allows. */
  mustChangeReason: z.enum(['initial', 'expired']).nullable(),
  /** Whole days until the password must be changed. */
  passwordDaysLeft: z.number().int(),
  holdsContentKey: z.boolean(),
  lastSignInAt: Instant.nullable(),
  failuresSince: z.number().int(),
});

export const SessionState = z.strictObject({
  program: z.strictObject({ version: z.string(), runtime: z.string() }),
  archive: z
    .strictObject({ name: z.string(), archiveId: z.string(), fondsName: z.string(), fondsCode: z.string() })
    .nullable(),
  account: Account.nullable(),
  locked: z.boolean(),
  idleMinutes: z.number(),
  /** What this machine remembers and the archive does not bear out (an older copy put in its place, a clock set back). */
  warnings: z.array(z.string()),
});

export const session = {
  state: route({
    kind: 'act',
    input: Nothing,
    output: SessionState,
    access: 'anyone',
    audit: 'none',
    withoutArchive: true,
  }),
  signIn: route({
    kind: 'act',
    input: z.strictObject({ login: Login, password: Password }),
    output: SessionState,
    access: 'anyone',
    audit: 'session.sign-in',
    withoutArchive: true,
  }),
  signOut: route({
    kind: 'act',
    input: Nothing,
    output: SessionState,
    access: 'signed-in',
    audit: 'session.sign-out',
  }),
  lock: route({
    kind: 'act',
    input: Nothing,
    output: SessionState,
    access: 'signed-in',
    audit: 'session.lock',
  }),
  unlock: route({
    kind: 'act',
    input: z.strictObject({ password: Password }),
    output: SessionState,
    access: 'anyone',
    audit: 'session.unlock',
    withoutArchive: true,
  }),
  changePassword: route({
    kind: 'act',
    input: z.strictObject({ oldPassword: Password, newPassword: Password }),
    output: SessionState,
    access: 'signed-in',
    audit: 'session.change-password',
  }),
};

export const FirstAccount = z.strictObject({
  login: Login,
  name: FilledLine(50),
  idNumber: Line(40).optional(),
  role: Role,
  password: Password,
});

/**
 * Commands of the screens by id, with the keys that replace the program's own; no keys: the command has none. A key is a
 * function key or goes with Ctrl or Alt: bare letters and digits belong to the text.
 */
export const Keymap = z.record(
  z.string().regex(/^[a-z-]+\.[a-z0-9-]+$/),
  z
    .array(
      z
        .string()
        .regex(
          /^(?:(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?F\d{1,2}|(?=Ctrl|Alt)(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?[^\s+]{1,16})$/,
          '快捷键须为功能键，或带 Ctrl、Alt',
        ),
    )
    .max(3),
);

export const archive = {
  recent: route({
    kind: 'act',
    input: Nothing,
    output: z.strictObject({
      archives: z.array(z.strictObject({ folder: PathToken, name: z.string(), place: z.string() })),
    }),
    access: 'anyone',
    audit: 'none',
    withoutArchive: true,
  }),
  create: route({
    kind: 'act',
    input: z.strictObject({
      parent: PathToken,
      name: FilledLine(60).regex(
        /^[^/\\:*?"<>|.][^/\\:*?"<>|]*$/,
        '名称不得含 / \\ : * ? " < > | ，也不得以点开头',
      ),
      fondsCode: z.string().regex(/^[A-Z]\d{3,4}$/, '全宗号应为一个大写字母加三至四位数字，如 J001'),
      fondsName: FilledLine(100),
      accounts: z.array(FirstAccount).min(7).max(20),
    }),
    output: z.strictObject({
      archiveId: z.string(),
      shares: z.array(z.string()).length(3),
      unitFingerprint: z.string(),
      state: SessionState,
    }),
    access: 'anyone',
    audit: 'archive.create',
    withoutArchive: true,
  }),
  open: route({
    kind: 'act',
    input: z.strictObject({ folder: PathToken }),
    output: SessionState,
    access: 'anyone',
    audit: 'none',
    withoutArchive: true,
  }),
  close: route({
    kind: 'act',
    input: Nothing,
    output: SessionState,
    access: 'anyone',
    audit: 'none',
    withoutArchive: true,
  }),
  recover: route({
    kind: 'act',
    input: z.strictObject({
      shares: z.array(FilledLine(400)).min(1).max(3),
      login: Login,
      newPassword: Password,
    }),
    output: SessionState,
    access: 'anyone',
    audit: 'archive.recover',
    withoutArchive: true,
  }),
  settings: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      archiveId: z.string(),
      fondsCode: z.string(),
      fondsName: z.string(),
      numberingStyle: z.string(),
      styles: z.array(NumberStyle),
      idleMinutes: z.number(),
      unitFingerprint: z.string(),
      place: z.string(),
    }),
    access: 'signed-in',
    audit: 'none',
  }),
  saveSettings: route({
    kind: 'write',
    input: z.strictObject({ numberingStyle: Line(60), idleMinutes: z.number().int().min(1).max(10) }),
    output: Done,
    access: ['system-admin'],
    audit: 'archive.save-settings',
  }),
  keymap: route({
    kind: 'read',
    input: Nothing,
    /** What differs from the program's own keys: for everybody, and for the caller, which goes before. */
    output: z.strictObject({ everybody: Keymap, own: Keymap }),
    access: 'signed-in',
    audit: 'none',
  }),
  saveOwnKeymap: route({
    kind: 'write',
    input: z.strictObject({ keymap: Keymap }),
    output: Done,
    access: 'signed-in',
    audit: 'archive.save-own-keymap',
  }),
  saveKeymap: route({
    kind: 'write',
    input: z.strictObject({ keymap: Keymap }),
    output: Done,
    access: ['system-admin'],
    audit: 'archive.save-keymap',
  }),
  exportKeyCard: route({
    kind: 'act',
    input: z.strictObject({ target: PathToken, leaving: Leaving.optional() }),
    output: z.strictObject({ fileName: z.string(), fingerprint: z.string() }),
    access: ['clerk', 'approver', 'system-admin'],
    audit: 'archive.export-key-card',
  }),
  overview: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      people: z.number(),
      items: z.number(),
      pages: z.number(),
      trayWaiting: z.number(),
      gateDifferences: z.number(),
      unfixedItems: z.number(),
      appraisalPending: z.number(),
      appraisalProposed: z.number(),
      appraisalReturned: z.number(),
      transfersOpen: z.number(),
      rearrangementsWaiting: z.number(),
      fixingsWaiting: z.number(),
      lastBackupAt: Instant.nullable(),
      lastVerifyAt: Instant.nullable(),
      lastVerifyClean: z.boolean().nullable(),
      accountsWaiting: z.number(),
      failedSignIns: z.number(),
      lockedAccounts: z.number(),
      outputRequestsWaiting: z.number(),
      secrecyChangesWaiting: z.number(),
      /** Terms that have ended or end within 30 days, within the caller's clearance. */
      secrecyTermsEnding: z.number(),
      /** 廉政意见 at each step, within the caller's clearance. */
      letters: z.strictObject({ draft: z.number(), submitted: z.number(), reviewed: z.number() }),
      /** 收集 tasks not settled, and of these the overdue. */
      collection: z.strictObject({ open: z.number(), overdue: z.number() }),
      warningsOpen: z.number(),
      /** For the three officers: what they should look into now, newest first; empty for everybody else. */
      alarms: z.array(
        z.strictObject({
          kind: z.enum(['sign-in', 'locked', 'clock', 'continuity', 'content-key', 'review', 'size', 'seal']),
          message: z.string(),
          at: Instant.nullable(),
        }),
      ),
    }),
    access: 'signed-in',
    audit: 'none',
  }),
};
