/** 文书: spreadsheets read, docx and xlsx written. Plain data in, bytes out; no data access of its own. */
export { cellName, readXlsx, type SheetText } from './xlsx-reader.ts';
