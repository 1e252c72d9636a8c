/** 回避: who may not touch whose file, and what officers have noted about it (domain 5). */
export { type Party, partyOfAccount, partyOfReader, recusal } from './findings.ts';
export { checkRecusal, listTies, noteTie, tieAccount, withdrawTie } from './ties.ts';
