/** 文书: sheets that are read, and papers (docx, xlsx) that are written. */
export {
  type ApprovalSheet,
  approvalSheet,
  copyDocx,
  excerptPaper,
  registerDocx,
  type Sheet,
} from './consult-papers.ts';
export { copyPdf } from './copy-pdf.ts';
export { type DeclarationSheet, declarationXlsx } from './declaration-sheet.ts';
export { type AuditReportData, auditReport, type SealPaperData, sealPaper } from './evidence-papers.ts';
export { type Label, labelPdf, type Stamp, stampPdf } from './label-pdf.ts';
export type { Cell } from './layout.ts';
export {
  type GroundsData,
  groundsDocx,
  type LetterData,
  letterDocx,
  letterLines,
  letterPdf,
  letterTitle,
} from './letter-papers.ts';
export { catalogueDocx, handoverList, receiptPaper, rePencilDocx, transferSlip } from './papers.ts';
export { type ProfilePaper, profileDocx } from './profile-paper.ts';
export { type SecrecyPaperData, secrecyApproval, secrecyNotice } from './secrecy-papers.ts';
export { catalogueXlsx, tableXlsx, type WordTable } from './sheets.ts';
export type { CatalogueTable, ReceiptData, RePencilTable, SlipData } from './tables.ts';
export {
  TASK_HANDER_ROW,
  TASK_HEADING_ROW,
  TASK_HEADINGS,
  TASK_SHEET,
  type TaskSheetData,
  taskSheetXlsx,
} from './task-sheet.ts';
export {
  type TrainingRecordData,
  type TrainingSheetData,
  trainingPdf,
  trainingSheet,
} from './training-papers.ts';
/** 文书: spreadsheets read, docx and xlsx written. Plain data in, bytes out; no data access of its own. */
export { cellName, readXlsx, type SheetText } from './xlsx-reader.ts';
