/** 输出控制: the one gate through which anything leaves the archive, its policy, approvals and register (domain 3.4). */
export { outputRefusal, type WrittenFile } from './files.ts';
export {
  type Departure,
  type Described,
  enter,
  type Gatekeeper,
  leave,
  leavingOf,
  type OutputSubject,
  refuseUnlessAllowed,
  release,
} from './gate.ts';
export { enterPrint, exportLedger, ledgerIds, ledgerRows, registerPrint } from './ledger.ts';
export { describeMedium } from './medium.ts';
export { saveOutputPolicy, viewOutputPolicy } from './policy.ts';
export { requestsToDecide } from './queries.ts';
export { type Describe, decideRequest, listRequests, requestOutput, withdrawRequest } from './requests.ts';
