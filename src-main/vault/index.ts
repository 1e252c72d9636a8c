/** 文件库: encrypted originals and derivatives. */
export { encryptedLength } from './stream.ts';
export { type Source, type StoredBlob, Vault, VaultFault } from './vault.ts';
