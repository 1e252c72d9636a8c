import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestArchive } from '#main/testing/archive.ts';
import { IdleLock } from './idle.ts';

const MINUTE = 60_000;
let archive: TestArchive;
let now = 0;
beforeAll(async () => {
  archive = await TestArchive.create();
}, 120_000);
afterAll(() => archive.discard());

const locked = async () => (await archive.must('session.state', {})).locked;

describe('the desk locks by itself', () => {
  test('after the minutes of the archive’s settings without a touch, not before', async () => {
    await archive.as('clerk');
    const { idleMinutes } = await archive.must('session.state', {});
    expect(idleMinutes).toBeGreaterThan(0);
    const idle = new IdleLock(archive.application, () => now);
    now += idleMinutes * MINUTE - 1;
    await idle.check();
    expect(await locked()).toBe(false);
    idle.touch();
    now += idleMinutes * MINUTE - 1;
    await idle.check();
    expect(await locked()).toBe(false);
    now += 1;
    await idle.check();
    expect(await locked()).toBe(true);
  });

  test('at once when the machine sleeps; nothing to lock is no error', async () => {
    const idle = new IdleLock(archive.application, () => now);
    await idle.lock();
    expect(await locked()).toBe(true);
    await archive.must('session.unlock', { password: 'Gaiguo-2026!' });
    await idle.lock();
    expect(await locked()).toBe(true);
    await archive.must('archive.close', {});
    now += 1000 * MINUTE;
    await idle.check();
    expect(await locked()).toBe(false);
  });
});
