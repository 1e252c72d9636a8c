import { type ReadDb, run, value, type WriteDb } from './database.ts';

/** Settings of an archive, each with its meaning. */
export interface Settings {
  /** 全宗号, e.g. J019. */
  readonly fondsCode: string;
  readonly fondsName: string;
  /** Id of the numbering style in resources/numbering-styles.json. */
  readonly numberingStyle: string;
  readonly idleMinutes: string;
  /** The unit's public key card, JSON. */
  readonly keyCard: string;
  /** Generation of the content key that wraps the file keys, a whole number from 1. */
  readonly contentKeyGeneration: string;
  /** Since when a renewal of the content key is due, ISO 8601; empty: none is. */
  readonly renewalDueSince: string;
  /** How fast pages are read in the background: `paused`, `gentle` or `steady`. */
  readonly ocrPace: string;
}

export function setting(db: ReadDb, key: keyof Settings): string {
  const found = value<string>(db, 'SELECT value FROM setting WHERE key = ?', [key]);
  if (found === undefined) throw new Error(`setting ${key} is missing`);
  return found;
}
export function saveSetting(db: WriteDb, key: keyof Settings, text: string): void {
  run(
    db,
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, text],
  );
}
