import { z } from 'zod';
import { route } from '../route.ts';
import { Done, FilledLine, Id, Instant, Line, Nothing, Role, SecrecyLevel } from './common.ts';
import { Password } from './session.ts';

export const AccountRow = z.strictObject({
  id: Id,
  login: z.string(),
  name: z.string(),
  /** Last four characters of the holder's identity number; empty: not registered. */
  idNumberEnd: z.string(),
  /** Logins of other accounts whose holder counts as the same person. */
  samePersonAs: z.array(z.string()),
  roles: z.array(Role),
  clearance: SecrecyLevel,
  state: z.enum(['waiting', 'active', 'disabled', 'locked']),
  holdsContentKey: z.boolean(),
  needsContentKey: z.boolean(),
  mustChangePassword: z.boolean(),
  /** When the password must be changed by the policy; null: no rotation is set. */
  passwordExpiresAt: Instant.nullable(),
  lastSignInAt: Instant.nullable(),
  failures: z.number().int(),
});

export const accounts = {
  list: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      accounts: z.array(AccountRow),
      /** The content key was taken from somebody and must be renewed by one of its holders. */
      renewalDue: z.boolean(),
      contentKeyGeneration: z.number().int(),
    }),
    access: ['system-admin', 'security-admin', 'auditor', 'clerk', 'approver'],
    audit: 'accounts.list',
  }),
  /** An account without any right. The identity number ties it to a person: one person counts once, under whatever account. */
  create: route({
    kind: 'act',
    input: z.strictObject({
      login: FilledLine(64),
      name: FilledLine(50),
      idNumber: Line(40).optional(),
      password: Password,
    }),
    output: z.strictObject({ id: Id }),
    access: ['system-admin'],
    audit: 'accounts.create',
  }),
  /** Registers or corrects whose account it is; refused where that would give one person conflicting roles. */
  identify: route({
    kind: 'write',
    input: z.strictObject({ id: Id, name: FilledLine(50), idNumber: Line(40) }),
    output: Done,
    access: ['system-admin'],
    audit: 'accounts.identify',
  }),
  /** Activates, and sets roles and clearance. */
  grant: route({
    kind: 'act',
    input: z.strictObject({ id: Id, roles: z.array(Role).min(1), clearance: SecrecyLevel }),
    output: Done,
    access: ['security-admin'],
    audit: 'accounts.grant',
  }),
  disable: route({
    kind: 'act',
    input: z.strictObject({ id: Id, reason: FilledLine(200) }),
    output: Done,
    access: ['security-admin'],
    audit: 'accounts.disable',
  }),
  unlock: route({
    kind: 'write',
    input: z.strictObject({ id: Id }),
    output: Done,
    access: ['security-admin'],
    audit: 'accounts.unlock',
  }),
  resetPassword: route({
    kind: 'act',
    input: z.strictObject({ id: Id, password: Password }),
    output: Done,
    access: ['system-admin'],
    audit: 'accounts.reset-password',
  }),
  /** A holder of the content key hands it to an account whose business role needs it. */
  handOverContentKey: route({
    kind: 'act',
    input: z.strictObject({ id: Id }),
    output: Done,
    access: ['clerk', 'appraiser', 'reviewer', 'approver'],
    audit: 'accounts.hand-over-content-key',
  }),
  /** A new content key for everyone who still holds one; every file key is wrapped anew. Done whole or not at all. */
  renewContentKey: route({
    kind: 'act',
    input: z.strictObject({ reason: FilledLine(200) }),
    output: z.strictObject({
      generation: z.number().int(),
      keys: z.number().int(),
      holders: z.number().int(),
    }),
    access: ['clerk', 'reviewer', 'approver'],
    audit: 'accounts.renew-content-key',
  }),
};
