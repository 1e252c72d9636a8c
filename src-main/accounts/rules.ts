import { BUSINESS_ROLES, OFFICER_ROLES, type Role } from '#contract/vocabulary.ts';

/** 秘密级 machine: at least 8 characters, upper and lower case, digit and special sign (domain 3.2). */
export const SHORTEST_PASSWORD = 8;
/** Five failures in a row lock the account until the 安全保密管理员 unlocks it (domain 3.2). */
export const FAILURES_TO_LOCK = 5;
/** Idle minutes until the screen locks (domain 3.2); settings can only make it shorter. */
export const LONGEST_IDLE_MINUTES = 10;

/** What is wrong with a password, in Chinese; undefined when it may be used. */
export function weakness(password: string, login: string): string | undefined {
  if ([...password].length < SHORTEST_PASSWORD) return `密码至少 ${SHORTEST_PASSWORD} 位`;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  if (kinds < 4) return '密码须同时含有大写字母、小写字母、数字和符号';
  if (password.toLowerCase().includes(login.toLowerCase())) return '密码不得含登录名';
  return undefined;
}

/** Why these roles can't be one account's; undefined when they can (domain 3.1: the three officers stay apart). */
export function roleConflict(roles: readonly Role[]): string | undefined {
  const officers = roles.filter((role) => (OFFICER_ROLES as readonly Role[]).includes(role));
  const business = roles.filter((role) => (BUSINESS_ROLES as readonly Role[]).includes(role));
  if (officers.length > 1) return '系统管理员、安全保密管理员、安全审计员不得由同一账号兼任';
  if (officers.length === 1 && business.length > 0) return '三员不得兼任业务角色';
  return undefined;
}

export function isBusiness(roles: readonly Role[]): boolean {
  return roles.some((role) => (BUSINESS_ROLES as readonly Role[]).includes(role));
}
