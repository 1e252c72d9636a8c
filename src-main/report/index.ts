/** 报表: figures and registers of the year, each one description for screen, sheet and document. */
export { describeRegister, exportReport, printReport } from './leaving.ts';
export { listReports, viewLines, viewReport } from './reports.ts';
