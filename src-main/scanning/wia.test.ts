/** The protocol between the program and the Windows script; the script's own part needs a Windows machine. */
import { spawn } from 'node:child_process';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { FramedFeeding } from './wia.ts';

const PICTURE = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#c00' } })
  .png()
  .toBuffer();

/** A program that gives one answer for each line it is asked with, then ends. */
function speaking(...answers: readonly Buffer[]): FramedFeeding {
  const script = `
    const answers = JSON.parse(process.argv[1]).map((one) => Buffer.from(one, 'base64'));
    process.stdin.on('data', () => {
      process.stdout.write(answers.shift(), () => { if (answers.length === 0) process.exit(0); });
    });`;
  const list = JSON.stringify(answers.map((one) => one.toString('base64')));
  return new FramedFeeding(spawn(process.execPath, ['-e', script, list]));
}
const page = Buffer.concat([Buffer.from(`PAGE ${PICTURE.length}\n`), PICTURE]);

test('sides come one for each asking, until the feeder is empty', async () => {
  const feeding = speaking(page, page, Buffer.from('EMPTY\r\n'));
  for (let side = 0; side < 2; side += 1) {
    const raw = await feeding.next();
    expect([raw?.width, raw?.height, raw?.channels, raw?.data[0]]).toEqual([30, 20, 3, 0xcc]);
  }
  expect(await feeding.next()).toBeUndefined();
  await feeding.close();
});

test('a fault, an answer that makes no sense and a program that dies in a page are each told', async () => {
  await expect(speaking(Buffer.from('FAULT paper jam\n')).next()).rejects.toThrow('paper jam');
  await expect(speaking(Buffer.from('HELLO\n')).next()).rejects.toThrow('看不懂');
  await expect(speaking(page.subarray(0, page.length - 5)).next()).rejects.toThrow('中途断了');
});
