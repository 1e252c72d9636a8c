/** 账号与权限: accounts, the persons behind them, roles, security policy, lock-out (domain 3). Keys are the keyring's. */
export {
  createAccount,
  disableAccount,
  grantRoles,
  handOverContentKey,
  identifyAccount,
  listAccounts,
  resetPassword,
  unlockAccount,
} from './accounts.ts';
export {
  clearAttempts,
  countFailure,
  failureLimit,
  failuresOf,
  isLocked,
  isUnknownLogin,
  setFailureLimit,
  settleTimes,
  unknownLogin,
} from './attempts.ts';
export { isSamePerson, refuseSamePerson, samePerson } from './persons.ts';
export {
  currentPolicy,
  firstPolicy,
  passwordExpiry,
  type SecurityPolicy,
  savePolicy,
  viewPolicy,
} from './policy.ts';
export {
  type AccountRecord,
  accountById,
  accountBySlot,
  activeHoldersOfRole,
  addFailures,
  businessSlots,
  clearFailures,
  insertAccount,
  notePassword,
  noteSignIn,
  rolesOf,
  setRoles,
} from './queries.ts';
export { renewContentKey } from './renewal.ts';
export { isBusiness, roleConflict, weakness } from './rules.ts';
