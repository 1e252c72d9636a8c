/** 理由: an act that is only done with a reason for the record. */
export { ReasonDialog } from './ReasonDialog.tsx';
