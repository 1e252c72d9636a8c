/** 登记: what is late, and the registers as papers. */
export { exportApproval, exportRegister } from './exports.ts';
export { chase, lateNow, overdue } from './overdue.ts';
export { consultsTable, copiesTable, loansTable, type RegisterTable } from './registers.ts';
