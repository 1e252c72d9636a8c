/** 接收: scans, catalogues and transcripts from folders; the tray; the page-count gate (漏扫闸门). */
export { acceptDifference, differences, viewGate } from './gate.ts';
export { importCatalogue } from './import-catalogue.ts';
export { importScans } from './import-scans.ts';
export { importTexts } from './import-texts.ts';
export type { Reason as TrayReason } from './judge-file.ts';
export { lookThroughAll } from './look-through.ts';
export { OpenedKeys } from './opened-keys.ts';
export { blobPicture, pagePicture, trayPicture } from './page-picture.ts';
export {
  inspect,
  kindByName,
  lookThrough,
  MEDIA_TYPES,
  MOST_PIXELS,
  type PictureFacts,
  type ScanKind,
  sniff,
  thumbnail,
  UnreadablePicture,
  visitPages,
} from './pictures/index.ts';
export {
  countTray,
  insertImport,
  insertPage,
  insertScan,
  insertTray,
  interruptImports,
  lastPosition,
  settleTray,
  trayEntry,
} from './queries.ts';
export { dismissEntry, listImports, placeEntry, turnPlacing, viewTray } from './tray.ts';
