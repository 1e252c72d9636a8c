/** 密钥: the archive's key slots, recovery shares and the keys of files (design section 5). */
export { newFileKey, openFileKey, openSealedFileKey, sealFileKey } from './file-keys.ts';
export { forget, Keyring, type OpenKeys } from './keyring.ts';
export { CURRENT_SCRYPT, newKeyPair, WEAKEST_SCRYPT } from './wrap.ts';
