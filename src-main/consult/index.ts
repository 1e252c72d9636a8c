/** 查阅室: requests, sign-off, reading at the desk, excerpts and copies, loans, registers (domain 5). */
export { checkExcerpt, exportExcerpts, listCopies, makeCopy, settleCopy } from './copies/index.ts';
export { askRenewal, decideRenewal, lend, listLoans, returnLoan } from './loans/index.ts';
export {
  approvedAtDesk,
  approvedItems,
  beat,
  endByItself,
  finish,
  open,
  READING_ONLY,
  READING_ROUTES,
  ReadingRoom,
  reading,
  returnCheck,
  type Shelf,
  saveExcerpt,
  settleConsults,
  showBasis,
  showConsultPage,
} from './reading/index.ts';
export { checkRecusal, listTies, noteTie, tieAccount, withdrawTie } from './recusal/index.ts';
export {
  chase,
  consultsTable,
  copiesTable,
  exportApproval,
  exportRegister,
  loansTable,
  overdue,
  type RegisterTable,
} from './register/index.ts';
export {
  attachBasis,
  bindReader,
  consultsInHand,
  revise,
  saveRequest,
  submit,
  withdraw,
} from './request/index.ts';
export { saveRules, viewRules } from './rules/index.ts';
export { sign } from './sign-off/index.ts';
export { listEmergencies, listReaders, listRequests, requestWindow, viewRequest } from './view.ts';
