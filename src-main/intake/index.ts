/** 接收: scans, catalogues and transcripts from folders; the tray; the page-count gate (漏扫闸门). */
export { acceptDifference, differences, viewGate } from './gate.ts';
export { importCatalogue } from './import-catalogue.ts';
export { importScans } from './import-scans.ts';
export { importTexts } from './import-texts.ts';
export { blobPicture, pagePicture } from './page-picture.ts';
export {
  inspect,
  MEDIA_TYPES,
  MOST_PIXELS,
  type ScanKind,
  sniff,
  UnreadablePicture,
} from './pictures/index.ts';
export { countTray, insertPage, insertScan, interruptImports, pageText, putPageText } from './queries.ts';
export { dismissEntry, listImports, placeEntry, viewTray } from './tray.ts';
