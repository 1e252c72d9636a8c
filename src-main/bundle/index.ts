/** 转递包: the published formats of a transfer bundle, its receipt and the key card. No database (design section 11). */
export { newAgePair } from './age.ts';
export { CATALOGUE, PAGES } from './bag.ts';
export {
  type BundleCatalogue,
  type BundleInfo,
  type BundleItem,
  type BundleScan,
  ENDINGS,
  pagesOfItem,
  type Unit,
} from './catalogue.ts';
export {
  type KeyCard,
  keyOfCard,
  makeKeyCard,
  readKeyCard,
  sameFingerprint,
  writeKeyCard,
} from './key-card.ts';
export {
  newSigningKey,
  Prehash,
  readPublicKey,
  readSignature,
  type Signature,
  type SigningKey,
  signDigest,
  verifyDigest,
  verifyingKey,
  writePublicKey,
} from './minisign.ts';
export { folderName } from './names.ts';
export { openBundle, readCatalogue, SealedFile } from './open.ts';
export {
  type Receipt,
  readReceipt,
  SIGNATURE_ENDING,
  verifyReceipt,
  writeReceipt,
} from './receipt.ts';
export { refuseBundle } from './refusal.ts';
export { sealBundle } from './seal.ts';
export { RETENTION_WORDS } from './words.ts';
