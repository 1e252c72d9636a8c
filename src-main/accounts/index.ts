/** 账号与权限: accounts, roles, lock-out (domain 3). Keys are the keyring's. */
export {
  createAccount,
  disableAccount,
  grantRoles,
  handOverContentKey,
  listAccounts,
  resetPassword,
  unlockAccount,
} from './accounts.ts';
export { clearAttempts, countFailure, failuresOf, isLocked, settleTimes } from './attempts.ts';
export {
  type AccountRecord,
  accountById,
  accountBySlot,
  activeHoldersOfRole,
  addFailures,
  clearFailures,
  insertAccount,
  noteSignIn,
  rolesOf,
  setMustChangePassword,
  setRoles,
} from './queries.ts';
export { FAILURES_TO_LOCK, isBusiness, LONGEST_IDLE_MINUTES, roleConflict, weakness } from './rules.ts';
