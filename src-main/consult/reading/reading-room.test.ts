import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Held, ReadingRoom } from './reading-room.ts';

const HELD: Held = {
  sittingId: 7,
  requestId: 3,
  archiveId: 'a',
  clerkId: 1,
  readers: [],
  grantedSeconds: 120,
};
let clock = 0;
let room: ReadingRoom;
let over = 0;
beforeEach(() => {
  vi.useFakeTimers();
  clock = 1_000_000;
  over = 0;
  room = new ReadingRoom(() => clock);
  room.onOver(() => {
    over += 1;
  });
  room.begin(HELD);
});
afterEach(() => vi.useRealTimers());
const pass = (seconds: number) => {
  clock += seconds * 1000;
  vi.advanceTimersByTime(seconds * 1000);
};

test('the time runs out by itself, once', () => {
  pass(119);
  expect([over, room.isOver, room.secondsLeft()]).toEqual([0, false, 1]);
  pass(1);
  expect([over, room.isOver, room.secondsLeft()]).toEqual([1, true, 0]);
  pass(600);
  expect([over, room.usedSeconds()]).toEqual([1, 120]);
});

test('a reading that ended early rings no bell', () => {
  pass(10);
  room.clear();
  pass(600);
  expect([over, room.held, room.usedSeconds()]).toEqual([0, undefined, 0]);
});

test('seconds are counted once, for opened pages only, and never more than have passed', () => {
  room.noteOpened(11);
  pass(10);
  expect(room.credit(12, 10)).toBe(0);
  expect(room.credit(11, 100)).toBe(10);
  expect(room.credit(11, 100)).toBe(0);
  pass(30);
  expect(room.credit(11, 5)).toBe(5);
  expect(room.credit(11, -5)).toBe(0);
});

test('one sitting at a time', () => {
  expect(() => room.begin(HELD)).toThrow();
});
