/** 存储: the encrypted database and the archive's folder. */
export * from './database.ts';
export * from './folder.ts';
export { lockArchive } from './lock.ts';
export { type Migration, migrate, readMigrations } from './migrate.ts';
export { type Settings, saveSetting, setting } from './settings.ts';
