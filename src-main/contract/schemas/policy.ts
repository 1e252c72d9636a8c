import { z } from 'zod';
import { route } from '../route.ts';
import { FilledLine, Instant, Nothing, PathToken, SecrecyLevel, Written } from './common.ts';

/** Rules for passwords, lock-out and idle time (domain 3.2). Each field has a direction in which it is stricter. */
export const SecurityRules = z.strictObject({
  /** Characters; more is stricter. */
  passwordLength: z.number().int().min(8).max(64),
  /** How many of lower case, upper case, digits and signs; more is stricter. */
  passwordKinds: z.number().int().min(1).max(4),
  /** Days until a password must be changed; less is stricter. */
  passwordDays: z.number().int().min(1).max(365),
  /** Earlier passwords that may not be used again; more is stricter. */
  passwordHistory: z.number().int().min(1).max(24),
  /** Minutes without a key or a click until the screen locks; less is stricter. */
  idleMinutes: z.number().int().min(1).max(60),
  /** Failed sign-ins in a row that lock the account; less is stricter. */
  failuresToLock: z.number().int().min(1).max(10),
});
export const SecurityPreset = z.strictObject({
  /** Secrecy level of the machine. */
  level: SecrecyLevel,
  name: z.string(),
  rules: SecurityRules,
  /** Empty: can be chosen. Otherwise why not, and what to do. */
  unavailable: z.string(),
  basis: z.string(),
});
export const Permission = z.strictObject({
  route: z.string(),
  feature: z.string(),
  featureName: z.string(),
  name: z.string(),
  /** `anyone` and `signed-in` are written as all roles with this word; otherwise the roles one by one. */
  access: z.enum(['anyone', 'signed-in', 'roles']),
  roles: z.array(z.string()),
  /** Whether the rows behind it are cut to the caller's clearance. */
  byClearance: z.boolean(),
  /** What else must hold: another person, the open volume, the content key, …; Chinese, may be empty. */
  condition: z.string(),
  audited: z.boolean(),
});

export const policy = {
  get: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      level: SecrecyLevel,
      rules: SecurityRules,
      /** Loosest values that the level of the machine allows. */
      loosest: SecurityRules,
      presets: z.array(SecurityPreset),
      version: z.number().int(),
      changedAt: Instant.nullable(),
      changedBy: z.string(),
      reason: z.string(),
    }),
    access: 'signed-in',
    audit: 'none',
  }),
  /** Refused where a rule would be looser than the preset of the level. */
  save: route({
    kind: 'write',
    input: z.strictObject({
      fromVersion: z.number().int(),
      level: SecrecyLevel,
      rules: SecurityRules,
      reason: FilledLine(200),
    }),
    output: z.strictObject({ version: z.number().int() }),
    access: ['security-admin'],
    audit: 'policy.save',
  }),
  /** 权限一览: role × route, made from the contract itself. */
  permissions: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      roles: z.array(z.strictObject({ role: z.string(), name: z.string() })),
      permissions: z.array(Permission),
    }),
    access: 'signed-in',
    audit: 'none',
  }),
  exportPermissions: route({
    kind: 'act',
    input: z.strictObject({ format: z.enum(['docx', 'xlsx']), target: PathToken }),
    output: Written,
    access: ['system-admin', 'security-admin', 'auditor'],
    audit: 'policy.export-permissions',
  }),
};
