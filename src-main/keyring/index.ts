/** 密钥: the archive's key slots, recovery shares and the keys of files (design section 5). */
export {
  isSealedKey,
  newFileKey,
  openFileKey,
  openSealedFileKey,
  rewrapFileKey,
  sealFileKey,
} from './file-keys.ts';
export { forget, Keyring, type OpenKeys, type UnlockedKeys } from './keyring.ts';
