import { BUSINESS_ROLES, OFFICER_ROLES, type Role } from '#contract/vocabulary.ts';

/** What is asked of a password; the rest of the security policy does not concern its letters. */
export interface PasswordRules {
  readonly passwordLength: number;
  readonly passwordKinds: number;
}

const KINDS = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/];

/** What is wrong with a password, in Chinese; undefined when it may be used. */
export function weakness(password: string, login: string, rules: PasswordRules): string | undefined {
  if ([...password].length < rules.passwordLength) return `密码至少 ${rules.passwordLength} 位`;
  if (KINDS.filter((kind) => kind.test(password)).length < rules.passwordKinds) {
    return rules.passwordKinds === KINDS.length
      ? '密码须同时含有大写字母、小写字母、数字和符号'
      : `密码须含有大写字母、小写字母、数字、符号中的至少 ${rules.passwordKinds} 种`;
  }
  if (password.toLowerCase().includes(login.toLowerCase())) return '密码不得含登录名';
  return undefined;
}

/** Why one person can't have these roles; undefined when they can (domain 3.1: the three officers stay apart). */
export function roleConflict(roles: readonly Role[]): string | undefined {
  const officers = roles.filter((role) => (OFFICER_ROLES as readonly Role[]).includes(role));
  if (new Set(officers).size > 1) return '系统管理员、安全保密管理员、安全审计员不得由同一人兼任';
  if (officers.length > 0 && isBusiness(roles)) return '三员不得兼任业务角色';
  return undefined;
}

export function isBusiness(roles: readonly Role[]): boolean {
  return roles.some((role) => (BUSINESS_ROLES as readonly Role[]).includes(role));
}
