/** 查阅单: what is asked for, by whom, and who has signed. */
export { attachBasis, refuseUnlessAtHome, saveRequest } from './draft.ts';
export { itemsView } from './items-view.ts';
export {
  basisById,
  basisOf,
  consultsInHand,
  emergencyRequests,
  type FrozenItem,
  findRequests,
  frozenCounts,
  frozenItems,
  type RequestRecord,
  raiseRequestRevision,
  readerAccounts,
  readersOf,
  requestById,
  requestsBetween,
  requestsByIds,
  settleExpired,
  signOffsOf,
} from './queries.ts';
export { chainOf, sign, signHindrance, stepFor } from './sign.ts';
export { bindReader, readerOf, refuseRecused, revise, submit, withdraw } from './submit.ts';
export { isOnlyReader, move, refuseIfChanged, refuseUnless, stateWord, theRequest } from './the-request.ts';
