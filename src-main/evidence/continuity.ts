import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { eventHash, lastEvent } from '#main/audit/index.ts';
import { type ReadDb, writeDurably } from '#main/storage/index.ts';

const Seen = z.strictObject({
  events: z.number().int(),
  /** Hash of that event, hex. */
  head: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.string(),
});
export type Seen = z.infer<typeof Seen>;

/**
 * What this machine has last seen of each archive: length and head of its audit chain, in the settings folder. An archive
 * that does not continue it was replaced by an older copy, or went on elsewhere from one.
 */
export class SeenArchives {
  readonly #folder: string;

  constructor(settingsFolder: string) {
    this.#folder = join(settingsFolder, 'seen');
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
  }

  #path(archiveId: string): string {
    return join(this.#folder, `${archiveId}.json`);
  }

  last(archiveId: string): Seen | undefined {
    const path = this.#path(archiveId);
    if (!existsSync(path)) return undefined;
    try {
      return Seen.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      // Damaged: nothing is remembered, as on a new machine. The seals on paper do not depend on it.
      return undefined;
    }
  }

  note(archiveId: string, db: ReadDb, at: string): void {
    const last = lastEvent(db);
    if (!last) return;
    const seen: Seen = { events: last.id, head: Buffer.from(last.hash).toString('hex'), at };
    writeDurably(this.#path(archiveId), `${JSON.stringify(seen)}\n`);
  }
}

/** What is wrong with an archive that this machine has seen before, in Chinese; undefined: it continues what was seen. */
export function breakSince(db: ReadDb, seen: Seen): string | undefined {
  const present = lastEvent(db)?.id ?? 0;
  const day = seen.at.slice(0, 16).replace('T', ' ');
  if (present < seen.events) {
    return `本机 ${day} 见过的库有 ${seen.events} 条审计记录，现在打开的只有 ${present} 条：库被换成了较早的副本。`;
  }
  const hash = eventHash(db, seen.events);
  if (hash && Buffer.from(hash).toString('hex') === seen.head) return undefined;
  return `现在打开的库不承接本机 ${day} 见过的库（第 ${seen.events} 条审计记录不同）：它是从较早的副本另行使用而来，或被改写。`;
}
