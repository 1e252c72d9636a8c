/** 借出: paper that left the shelf, when it is due, and whether it came back whole. */
export { lend, listLoans, returnLoan } from './loans.ts';
export { loanItems, loansBetween, loansOfRequest } from './queries.ts';
export { askRenewal, decideRenewal } from './renewals.ts';
