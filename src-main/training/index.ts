/** 宣传教育: plans, sessions, who was there, what was read; filed per cadre under class 0508. */
export { acknowledge, invite, mark, readSheet } from './attendance.ts';
export { exportSheet, fileYear, listPeople } from './filing.ts';
export { listPlans, listSessions, savePlan, saveSession, viewSession, voidSession } from './sessions.ts';
