// Sealing and opening a transfer bundle, through the jobs that the window starts, against the age program on a tar of the
// same scans; and the age layer by itself.
import { spawnSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdirSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { AgeSealer } from '#main/bundle/age.ts';
import type { TestArchive } from '#main/testing/archive.ts';
import { benchFolder, command, type Run, report, skipped, timed } from './measure.ts';
import { importInto, officeWithRoster } from './office.ts';
import { laidOut, THICK } from './scans.ts';
import { befriend, countPaper, numberAll } from './units.ts';

const SEALING = 'sealing a transfer bundle';
const PIECE = 1024 * 1024;
/** What an outsider would do with Debian's programs for the same bundle, but for the SM3 manifest. */
const BY_HAND = `one="$(ls 'SCANS' | head -1)" && find "SCANS/$one" -type f -print0 | xargs -0 sha256sum > manifest &&
  tar cf hand.tar -C 'SCANS' "$one" && age -R recipient -o hand.age hand.tar &&
  minisign -S -s signer -m hand.age < /dev/null && sync hand.age`;

/** The job to its end, timed. @throws Error unless it is done */
async function job(office: TestArchive, start: () => Promise<{ jobId: number }>): Promise<Run> {
  return timed(async () => {
    const { state, message } = await office.job(await start());
    if (state !== 'done') throw new Error(message);
  });
}

/** The age layer of a bundle alone: one file into another. */
function sealFile(source: string, target: string, recipient: string): Promise<Run> {
  return timed(async () => {
    const from = openSync(source, 'r');
    const to = openSync(target, 'w');
    const sealer = await AgeSealer.to(recipient, (bytes) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(to, bytes, at);
    });
    const room = Buffer.alloc(PIECE);
    for (let got = readSync(from, room); got > 0; got = readSync(from, room))
      sealer.update(room.subarray(0, got));
    sealer.finish();
    fsyncSync(to);
    closeSync(to);
    closeSync(from);
  });
}

async function measure(root: string): Promise<void> {
  const scans = await laidOut(root, THICK);
  const sender = await officeWithRoster(root);
  const receiver = await officeWithRoster(root);
  try {
    await importInto(sender, scans, THICK.files);
    await countPaper(sender);
    const volumes = await numberAll(sender);
    await befriend(sender, receiver);
    const work = join(sender.folder, 'age');
    mkdirSync(work);
    await command('age-keygen -o key && age-keygen -y key > recipient', work);
    await command(`tar cf plain.tar -C '${scans}' "$(ls '${scans}' | head -1)" && sync`, work);
    const recipient = spawnSync('age-keygen', ['-y', 'key'], { cwd: work, encoding: 'utf8' }).stdout.trim();
    const byHand = spawnSync('minisign', ['-v']).error === undefined;
    if (byHand) await command('minisign -G -W -p signer.pub -s signer < /dev/null', work);
    const runs: Record<'seal' | 'open' | 'layer' | 'hand' | 'age' | 'unage', Run[]> = {
      seal: [],
      open: [],
      layer: [],
      hand: [],
      age: [],
      unage: [],
    };
    for (const [round, fileId] of volumes.entries()) {
      const age = `age -R recipient -o ${round}.age plain.tar && sync ${round}.age`;
      runs.age.push(await command(age, work));
      runs.layer.push(await sealFile(join(work, 'plain.tar'), join(work, 'layer.age'), recipient));
      await sender.as('approver');
      const [partner] = (await sender.must('transfer.partners', {})).partners;
      const target = sender.application.grantPath(sender.folder);
      const order = { fileId, partnerId: partner?.id ?? 0, reason: '工作调动', target };
      runs.seal.push(await job(sender, () => sender.must('transfer.seal', order)));
      if (byHand) runs.hand.push(await command(BY_HAND.replaceAll('SCANS', scans), work));
      const { cases } = await sender.must('transfer.cases', {});
      const slip =
        cases
          .map((one) => one.slipNumber)
          .sort()
          .at(-1) ?? '';
      runs.unage.push(await command(`age -d -i key -o plain.out ${round}.age && sync plain.out`, work));
      await receiver.as('clerk');
      const source = receiver.application.grantPath(join(sender.folder, `${slip}.tar.age`));
      runs.open.push(await job(receiver, () => receiver.must('transfer.receive', { source })));
    }
    const bytes = statSync(join(work, 'plain.tar')).size;
    const sealed = {
      against: runs.age,
      baseline: 'age -r on a tar of the same scans, synced',
      atMost: 2,
      bytes,
    };
    report({ subject: 'the age layer alone, the tar into a file, synced', ours: runs.layer, ...sealed });
    report({
      subject: `${SEALING}: vault read, tar, two manifests, age, signature`,
      ours: runs.seal,
      ...sealed,
    });
    if (byHand) {
      const baseline = 'tar, sha256sum, age and minisign by hand, synced';
      report({ subject: SEALING, ours: runs.seal, against: runs.hand, baseline, bytes });
    } else
      skipped(
        `${SEALING} against doing it by hand`,
        'minisign is not installed (Debian: apt install minisign)',
      );
    report({
      subject: 'receiving it: signature, age, both manifests, staged encrypted, every picture read',
      ours: runs.open,
      against: runs.unage,
      baseline: 'age -d into a file, synced',
      bytes,
    });
  } finally {
    await sender.discard();
    await receiver.discard();
  }
}

if (spawnSync('age', ['--version']).error)
  skipped(SEALING, 'the age program is not installed (Debian: apt install age)');
else await measure(benchFolder());
