/** 转递: sealed bundles to and from other units, slip, receipt and chase (design section 11, domain 1.4). */
export { accept, refuse } from './accept.ts';
export { check } from './check.ts';
export { closeWithReceipt } from './close.ts';
export { cases, describePaper, exportPaper } from './papers.ts';
export { addPartner, confirmPartner, partners } from './partners.ts';
export { receive, receiveBundle } from './receive.ts';
export { seal, sealBundle } from './seal.ts';
export { staged } from './staged.ts';
export { createUnitIdentity, exportKeyCard } from './unit.ts';
