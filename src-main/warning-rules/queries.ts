import { column, type ReadDb } from '#main/storage/index.ts';

export function kindsInUse(db: ReadDb): string[] {
  return column(db, 'SELECT DISTINCT kind FROM measure WHERE withdrawn IS NULL');
}
