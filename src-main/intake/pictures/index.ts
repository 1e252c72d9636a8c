/** 图像: what a scan file is, whether it is whole, and how a page of it is shown. */
export {
  inspect,
  lookThrough,
  MOST_PIXELS,
  type PictureFacts,
  renderPage,
  thumbnail,
  UnreadablePicture,
  visitPages,
} from './pictures.ts';
export { kindByName, kindOf, MEDIA_TYPES, type ScanKind, sniff } from './sniff.ts';
