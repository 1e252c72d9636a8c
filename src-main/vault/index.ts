/** 文件库: encrypted originals and derivatives. */
export { diskRefusal, type Source, type StoredBlob, Vault, VaultFault } from './vault.ts';
