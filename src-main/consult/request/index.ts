/** 查阅单: what is asked for, by whom, and who has signed. */
export { attachBasis, refuseUnlessAtHome, saveRequest } from './draft.ts';
export {
  basisById,
  basisOf,
  consultsInHand,
  emergencyRequests,
  findRequests,
  type RequestRecord,
  raiseRequestRevision,
  readerAccounts,
  readersOf,
  requestById,
  requestsBetween,
  requestsByIds,
  settleExpired,
} from './queries.ts';
export { bindReader, readerOf, refuseRecused, revise, submit, withdraw } from './submit.ts';
export { isOnlyReader, move, refuseIfChanged, refuseUnless, stateWord, theRequest } from './the-request.ts';
