import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '#contract/result.ts';
import { eventsByIds, findEvents, verifyChain } from '#main/audit/index.ts';
import { itemsOfFile, pagesOf } from '#main/catalogue/index.ts';
import { blobById, notesOf, openKey, recordedBlobs, theFile } from '#main/files/index.ts';
import { openSealedFileKey } from '#main/keyring/index.ts';
import { holdingText } from '#main/page-text/index.ts';
import { postsOf } from '#main/people/index.ts';
import { find } from '#main/search/index.ts';
import { run, value } from '#main/storage/index.ts';
import {
  accept,
  addPartner,
  cases,
  check,
  closeWithReceipt,
  confirmPartner,
  exportKeyCard,
  exportPaper,
  partners,
  receive,
  refuse,
  seal,
  staged,
} from './index.ts';
import { freshFolder, picture, SampleArchive } from './sample-archives.ts';

const REASON = '工作调动';

/** Exchanges key cards and confirms them. @returns the id under which `to` is known to `from` */
async function befriend(from: SampleArchive, to: SampleArchive): Promise<number> {
  const card = join(freshFolder(), 'unit.card.json');
  const { fingerprint } = await exportKeyCard(to.act('approver'), { target: card });
  const partner = await addPartner(from.act('clerk'), { source: card });
  from.write((write) =>
    confirmPartner(write, { id: partner.id, fingerprint }, from.caller('reviewer'), from.scope()),
  );
  return partner.id;
}

let people = 0;
/** A volume with two fixed items of three pages. */
async function volume(archive: SampleArchive, name: string, idNumber?: string) {
  people += 1;
  const fileId = archive.addPerson(
    { name, idNumber: idNumber ?? `42999919800616${String(people).padStart(4, '0')}`, unit: '样例县财政局' },
    ['科长', '支部委员'],
  );
  const scans = [await picture(`${name}甲`), await picture(`${name}乙`), await picture(`${name}丙`)];
  await archive.addItem(fileId, {
    classCode: '0201',
    title: `${name}个人有关事项报告`,
    pages: scans.slice(0, 2),
    text: `${name}的文字底稿`,
  });
  await archive.addItem(fileId, { classCode: '0501', title: `${name}考核结论`, pages: scans.slice(2) });
  archive.fixNumbers(fileId);
  return { fileId, scans };
}

async function sendOut(archive: SampleArchive, partnerId: number, fileId: number) {
  const folder = freshFolder();
  await seal(archive.act('approver'), { fileId, partnerId, reason: REASON, target: folder });
  const result = await archive.runJob();
  return { folder, bundle: join(folder, String(result['文件'])), caseId: Number(result['转递事项']) };
}

async function takeIn(archive: SampleArchive, bundle: string): Promise<number> {
  await receive(archive.act('clerk'), { source: bundle });
  return Number((await archive.runJob())['转递事项']);
}

async function refusal(work: Promise<unknown> | (() => unknown)): Promise<Refusal> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (cause) {
    if (cause instanceof Refusal) return cause;
    throw cause;
  }
  throw new Error('nothing was refused');
}

function theCase(archive: SampleArchive, id: number) {
  const found = cases(archive.db, {}, archive.caller('approver')).cases.find((one) => one.id === id);
  if (!found) throw new Error(`no case ${id}`);
  return found;
}

/** Every byte of the vault is on record, and everything on record is there. */
function expectNoLeftovers(archive: SampleArchive): void {
  expect(archive.vault.list().sort()).toEqual(recordedBlobs(archive.db).sort());
}

function contentOf(archive: SampleArchive, fileId: number): Map<string, Buffer[]> {
  const key = openKey(archive.db, archive.keys, theFile(archive.db, fileId).key_id);
  return new Map(
    itemsOfFile(archive.db, fileId).map((item) => [
      item.title,
      pagesOf(archive.db, item.id).map((page) => archive.vault.read(key, page.blobId)),
    ]),
  );
}

let home: SampleArchive;
let away: SampleArchive;
let awayAtHome: number;
beforeAll(async () => {
  home = await SampleArchive.make('甲县纪委监委', 'J019');
  away = await SampleArchive.make('乙县纪委监委', 'J020');
  awayAtHome = await befriend(home, away);
  await befriend(away, home);
});

describe('a file that moves', () => {
  it('is sealed, received, accepted, receipted, and sealed in place', async () => {
    const { fileId, scans } = await volume(home, '李样卷', '429999198006162988');
    expect(check(home.db, { fileId }, home.caller('approver'), home.scope())).toEqual({
      blockers: [],
      items: 2,
      pages: 3,
    });
    const out = await sendOut(home, awayAtHome, fileId);
    expect(readdirSync(out.folder).sort()).toEqual([
      'J019-ZD-2026-0001.tar.age',
      'J019-ZD-2026-0001.tar.age.minisig',
    ]);
    expect(theFile(home.db, fileId).state).toBe('in-transfer');
    const sent = theCase(home, out.caseId);
    expect(sent).toMatchObject({ direction: 'out', state: 'sealed', items: 2, pages: 3, reason: REASON });
    expect(sent.receiptDueAt).toBe('2026-12-23T01:00:00.000Z');
    expect(sent.size).toBe(statSync(out.bundle).size);
    expect(check(home.db, { fileId }, home.caller('approver'), home.scope()).blockers[0]?.kind).toBe('state');

    const caseId = await takeIn(away, out.bundle);
    const waiting = staged(away.db, { caseId }, away.caller('approver'), away.scope());
    expect(waiting).toMatchObject({
      case: { state: 'staged', sha256: sent.sha256, partnerName: '甲县纪委监委' },
      person: { name: '李样卷', idNumberEnd: '2988', unit: '样例县财政局', mainPost: '科长' },
      alreadyOnRoster: false,
      obstacles: [],
    });
    expect(waiting.items.map((item) => [item.classCode, item.pages])).toEqual([
      ['0201', 2],
      ['0501', 1],
    ]);
    // Nothing is on the roster or in the catalogue before somebody with the right to has said so.
    expect(value(away.db, 'SELECT count(*) FROM person')).toBe(0);

    const receiptTarget = join(out.folder, 'J019-ZD-2026-0001.receipt.json');
    const blobs = away.vault.list().sort();
    const taken = await accept(away.act('approver'), { caseId, receiptTarget });
    expect(away.vault.list().sort()).toEqual(blobs);
    const [first, second] = itemsOfFile(away.db, taken.fileId);
    expect(first).toMatchObject({
      title: '李样卷个人有关事项报告',
      state: 'draft',
      archivalCode: null,
      date: '20240131',
      paperPages: 2,
      scannedPages: 2,
      appraisalState: 'pending',
    });
    expect(first?.remarks).toBe('原档号 J019-RS·LZ-0001-001（甲县纪委监委）；原备注');
    expect(second?.title).toBe('李样卷考核结论');
    const received = contentOf(away, taken.fileId);
    expect(
      received.get('李样卷个人有关事项报告')?.map((page, at) => page.equals(scans[at] ?? Buffer.alloc(0))),
    ).toEqual([true, true]);
    expect(received.get('李样卷考核结论')?.[0]?.equals(scans[2] ?? Buffer.alloc(0))).toBe(true);
    const [page] = first ? pagesOf(away.db, first.id) : [];
    expect(page).toMatchObject({ width: 300, height: 200, dpi: 300, mediaType: 'image/jpeg' });
    expect(page && holdingText(away.db, page.id)).toMatchObject({
      text: '李样卷的文字底稿',
      source: 'typed',
    });
    const person = theFile(away.db, taken.fileId).person_id;
    expect(postsOf(away.db, person)).toEqual(['科长', '支部委员']);
    const notes = notesOf(away.db, taken.fileId).map((note) => note.text);
    expect(notes.at(-1)).toContain('自甲县纪委监委转入，转递单 J019-ZD-2026-0001，2 件 3 页');
    expect(notes.some((text) => /^〔甲县纪委监委备考〕.*定号 /.test(text))).toBe(true);
    expect(theCase(away, caseId).state).toBe('accepted');
    expectNoLeftovers(away);

    const closed = await closeWithReceipt(home.act('approver'), {
      source: receiptTarget,
      note: '机要 12 号',
    });
    expect(closed).toMatchObject({ id: out.caseId, state: 'receipted' });
    const file = theFile(home.db, fileId);
    expect(file.state).toBe('sealed');
    expect((await refusal(() => openKey(home.db, home.keys, file.key_id))).code).toBe('state-refused');
    expect(notesOf(home.db, fileId).at(-1)?.text).toContain('就地封存');
    // Reviewer and approver together, and nobody alone, get at the sender's copy.
    const wrapped = value<Uint8Array>(home.db, 'SELECT wrapped FROM file_key WHERE id = ?', [file.key_id]);
    const both = (['reviewer', 'approver'] as const).map((role) => home.keysOf(role));
    const key = await openSealedFileKey(wrapped ?? Buffer.alloc(0), both);
    const [kept] = itemsOfFile(home.db, fileId);
    const blobId = kept ? (pagesOf(home.db, kept.id)[0]?.blobId ?? '') : '';
    expect(home.vault.read(key, blobId).equals(scans[0] ?? Buffer.alloc(0))).toBe(true);
    const alone = await refusal(openSealedFileKey(wrapped ?? Buffer.alloc(0), both.slice(0, 1)));
    expect(alone.code).toBe('second-person-needed');

    for (const archive of [home, away]) expect(verifyChain(archive.db, archive.archiveId).intact).toBe(true);
    expect(
      (await refusal(closeWithReceipt(home.act('approver'), { source: receiptTarget, note: '' }))).message,
    ).toContain('已经办结');
  });

  it('shows no title, name or picture in any file on either side', async () => {
    const { fileId, scans } = await volume(home, '赵绝密名');
    const out = await sendOut(home, awayAtHome, fileId);
    const caseId = await takeIn(away, out.bundle);
    await accept(away.act('approver'), { caseId, receiptTarget: join(freshFolder(), 'r.json') });
    const marks = [Buffer.from('赵绝密名'), (scans[0] ?? Buffer.alloc(0)).subarray(100, 140)];
    for (const folder of [home.root, away.root, out.folder]) {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        const path = join(folder, name);
        if (!statSync(path).isFile()) continue;
        const bytes = readFileSync(path);
        for (const mark of marks) expect(bytes.includes(mark), path).toBe(false);
      }
    }
  });

  it('finds the received transcript by its words', async () => {
    const found = find(
      away.db,
      { query: { text: '李样卷的文字底稿' }, order: 'relevance', after: null, limit: 50 },
      away.caller('clerk'),
      away.scope(),
    );
    expect(JSON.stringify(found)).toContain('李样卷个人有关事项报告');
  });

  it('comes back when the receiver refuses it, and can be sent again', async () => {
    const { fileId } = await volume(home, '王示范');
    const out = await sendOut(home, awayAtHome, fileId);
    const caseId = await takeIn(away, out.bundle);
    const keysBefore = value<number>(away.db, `SELECT count(*) FROM file_key WHERE purpose = 'staging'`) ?? 0;
    const receiptTarget = join(freshFolder(), 'refused.receipt.json');
    await refuse(away.act('approver'), { caseId, reason: '不是本单位的人', receiptTarget });
    expect(theCase(away, caseId)).toMatchObject({ state: 'refused', fileId: null });
    expect(value(away.db, `SELECT count(*) FROM file_key WHERE purpose = 'staging'`)).toBe(keysBefore - 1);
    expectNoLeftovers(away);
    const twice = await refusal(accept(away.act('approver'), { caseId, receiptTarget }));
    expect(twice.code).toBe('state-refused');

    const closed = await closeWithReceipt(home.act('approver'), { source: receiptTarget, note: '' });
    expect(closed.state).toBe('returned');
    expect(theFile(home.db, fileId).state).toBe('open');
    expect(notesOf(home.db, fileId).at(-1)?.text).toContain('不是本单位的人');

    const again = await sendOut(home, awayAtHome, fileId);
    expect(theCase(home, again.caseId).sequence).toBeGreaterThan(closed.sequence);
    const second = await takeIn(away, again.bundle);
    await accept(away.act('approver'), { caseId: second, receiptTarget: join(freshFolder(), 'r.json') });
    expectNoLeftovers(away);
  });

  it('joins a volume that holds material already, under that volume’s own key', async () => {
    const idNumber = '429999197903124960';
    const { fileId, scans } = await volume(home, '𠮷样本', idNumber);
    const here = await volume(away, '𠮷样本', idNumber);
    const keyBefore = theFile(away.db, here.fileId).key_id;
    const out = await sendOut(home, awayAtHome, fileId);
    const caseId = await takeIn(away, out.bundle);
    expect(staged(away.db, { caseId }, away.caller('approver'), away.scope()).alreadyOnRoster).toBe(true);
    const taken = await accept(away.act('approver'), {
      caseId,
      receiptTarget: join(freshFolder(), 'r.json'),
    });
    expect(taken.fileId).toBe(here.fileId);
    expect(theFile(away.db, here.fileId).key_id).toBe(keyBefore);
    const items = itemsOfFile(away.db, here.fileId);
    expect(items.map((item) => item.state).sort()).toEqual(['draft', 'draft', 'fixed', 'fixed']);
    for (const item of items.filter((one) => one.state === 'draft')) {
      for (const page of pagesOf(away.db, item.id))
        expect(blobById(away.db, page.blobId)?.key_id).toBe(keyBefore);
    }
    const key = openKey(away.db, away.keys, keyBefore);
    const joined = items.find((item) => item.state === 'draft' && item.classCode === '0501');
    const [page] = joined ? pagesOf(away.db, joined.id) : [];
    expect(page && away.vault.read(key, page.blobId).equals(scans[2] ?? Buffer.alloc(0))).toBe(true);
    expectNoLeftovers(away);
  });
});

describe('what keeps a volume from being sealed', () => {
  const blockers = (fileId: number, clearance?: 'internal') =>
    check(home.db, { fileId }, home.caller('approver', clearance), home.scope()).blockers;
  const kinds = (fileId: number) => blockers(fileId).map((one) => one.kind);

  it('is an open gate, items without number, and an empty volume', async () => {
    const empty = home.addPerson({ name: '空卷' });
    expect(kinds(empty)).toEqual(['empty']);
    const fileId = home.addPerson({ name: '缺页' });
    const item = await home.addItem(fileId, {
      classCode: '0201',
      title: '缺页的报告',
      pages: [await picture('缺')],
    });
    expect(kinds(fileId)).toEqual(['unfixed']);
    home.fixNumbers(fileId);
    home.write((write) => run(write, 'UPDATE item SET paper_pages = 3 WHERE id = ?', [item]));
    expect(blockers(fileId)).toMatchObject([{ kind: 'gate', itemId: item }]);
    const refused = await refusal(
      seal(home.act('approver'), { fileId, partnerId: awayAtHome, reason: REASON, target: freshFolder() }),
    );
    expect(refused.code).toBe('gate-open');
    expect(refused.message).toContain('少 2 页');
  });

  it('is an unsettled appraisal, a waiting re-arrangement, and a missing original', async () => {
    const { fileId } = await volume(home, '陈鉴定');
    const [first] = itemsOfFile(home.db, fileId);
    const id = first?.id ?? 0;
    for (const state of ['proposed', 'refused', 'supplement']) {
      home.write((write) => run(write, 'UPDATE item SET appraisal_state = ? WHERE id = ?', [state, id]));
      expect(kinds(fileId), state).toEqual(['appraisal']);
    }
    home.write((write) => run(write, `UPDATE item SET appraisal_state = 'confirmed' WHERE id = ?`, [id]));
    home.write((write) =>
      run(
        write,
        `INSERT INTO rearrangement (file_id, reason, state, proposed_by, proposed_at, changes) VALUES (?, '', 'proposed', ?, '', '[]')`,
        [fileId, home.caller('clerk').accountId],
      ),
    );
    expect(kinds(fileId)).toEqual(['rearrangement']);
    home.write((write) =>
      run(write, `UPDATE rearrangement SET state = 'rejected' WHERE file_id = ?`, [fileId]),
    );
    const path = home.vault.path(pagesOf(home.db, id)[0]?.blobId ?? '');
    renameSync(path, `${path}.away`);
    expect(blockers(fileId)).toMatchObject([{ kind: 'damaged', itemId: id }]);
    renameSync(`${path}.away`, path);
    expect(kinds(fileId)).toEqual([]);
  });

  it('is material above the caller’s clearance, of which no title is told', async () => {
    const fileId = home.addPerson({ name: '密件' });
    await home.addItem(fileId, {
      classCode: '0201',
      title: '绝不可见的题名',
      pages: [await picture('密')],
      secrecy: 'confidential',
    });
    home.fixNumbers(fileId);
    const told = blockers(fileId, 'internal');
    expect(told.map((one) => one.kind)).toContain('clearance');
    expect(JSON.stringify(told)).not.toContain('绝不可见');
    expect(kinds(fileId)).toEqual([]);
  });
});

describe('sealing', () => {
  it('leaves nothing when it is cancelled', async () => {
    const { fileId } = await volume(home, '周取消');
    const folder = freshFolder();
    await seal(home.act('approver'), { fileId, partnerId: awayAtHome, reason: REASON, target: folder });
    home.cancelled = true;
    expect((await refusal(home.runJob())).code).toBe('cancelled');
    home.cancelled = false;
    expect(readdirSync(folder)).toEqual([]);
    expect(theFile(home.db, fileId).state).toBe('open');
  });

  it('is void when the volume changes meanwhile', async () => {
    const { fileId } = await volume(home, '吴变动');
    const folder = freshFolder();
    await seal(home.act('approver'), { fileId, partnerId: awayAtHome, reason: REASON, target: folder });
    const change = () =>
      home.write((write) =>
        run(write, `UPDATE item SET title = title || '（改）' WHERE file_id = ?`, [fileId]),
      );
    expect((await refusal(home.runJob(change))).code).toBe('conflict');
    expect(readdirSync(folder)).toEqual([]);
    expect(theFile(home.db, fileId).state).toBe('open');
    expect(cases(home.db, {}, home.caller('approver')).cases.some((one) => one.fileId === fileId)).toBe(
      false,
    );
  });

  it('stops at an original that is damaged, and names what to do', async () => {
    const { fileId } = await volume(home, '郑损坏');
    const [first] = itemsOfFile(home.db, fileId);
    const path = home.vault.path(pagesOf(home.db, first?.id ?? 0)[0]?.blobId ?? '');
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(200) ^ 1, 200);
    writeFileSync(path, bytes);
    const folder = freshFolder();
    await seal(home.act('approver'), { fileId, partnerId: awayAtHome, reason: REASON, target: folder });
    await expect(home.runJob()).rejects.toThrow(/备份/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('never overwrites a bundle of the same name', async () => {
    const { fileId } = await volume(home, '孙重名');
    const { bundle, caseId } = await sendOut(home, awayAtHome, fileId);
    const { fileId: other } = await volume(home, '孙其二');
    const next = theCase(home, caseId).slipNumber.replace(/\d+$/, (digits) =>
      String(Number(digits) + 1).padStart(4, '0'),
    );
    const folder = freshFolder();
    writeFileSync(join(folder, `${next}.tar.age`), 'mine');
    await seal(home.act('approver'), {
      fileId: other,
      partnerId: awayAtHome,
      reason: REASON,
      target: folder,
    });
    expect((await refusal(home.runJob())).message).toContain('不会覆盖');
    expect(readFileSync(join(folder, `${next}.tar.age`), 'utf8')).toBe('mine');
    expect(existsSync(bundle)).toBe(true);
  });
});

describe('receiving', () => {
  const refusedEvents = () =>
    eventsByIds(away.db, findEvents(away.db, { event: 'transfer.bundle-refused' })).map((one) => one.detail);

  async function expectRefused(bundle: string, what: RegExp): Promise<void> {
    const before = refusedEvents().length;
    const casesBefore = cases(away.db, {}, away.caller('clerk')).cases.length;
    await receive(away.act('clerk'), { source: bundle });
    const refused = await refusal(away.runJob());
    expect(refused.message).toMatch(what);
    expect(refusedEvents()).toHaveLength(before + 1);
    expect(refusedEvents()[0]).toMatch(what);
    expect(cases(away.db, {}, away.caller('clerk')).cases).toHaveLength(casesBefore);
    expectNoLeftovers(away);
  }

  it('refuses the same bundle again, and an older one than the last', async () => {
    const first = await sendOut(home, awayAtHome, (await volume(home, '冯旧包')).fileId);
    const second = await sendOut(home, awayAtHome, (await volume(home, '冯新包')).fileId);
    await takeIn(away, second.bundle);
    await expectRefused(second.bundle, /接收过/);
    await expectRefused(first.bundle, /序号.*重放/);
  });

  it('refuses what was changed, cut, or comes without its signature', async () => {
    const { bundle } = await sendOut(home, awayAtHome, (await volume(home, '褚篡改')).fileId);
    const good = readFileSync(bundle);
    writeFileSync(bundle, good.subarray(0, good.length - 10));
    await expectRefused(bundle, /签名不符/);
    const flipped = Buffer.from(good);
    flipped.writeUInt8(flipped.readUInt8(1000) ^ 1, 1000);
    writeFileSync(bundle, flipped);
    await expectRefused(bundle, /签名不符/);
    writeFileSync(bundle, good);
    const signature = readFileSync(`${bundle}.minisig`, 'utf8');
    writeFileSync(`${bundle}.minisig`, 'hello');
    await expectRefused(bundle, /不是转递包的签名文件/);
    rmSync(`${bundle}.minisig`);
    await expectRefused(bundle, /找不到签名文件/);
    writeFileSync(`${bundle}.minisig`, signature);
    await takeIn(away, bundle);
  });

  it('refuses a unit that is not registered, or not confirmed, or sends to another', async () => {
    const third = await SampleArchive.make('丙县纪委监委', 'J021');
    const awayAtThird = await befriend(third, away);
    const homeAtThird = await befriend(third, home);
    const { bundle } = await sendOut(third, awayAtThird, (await volume(third, '卫陌生')).fileId);
    await expectRefused(bundle, /没有登记的单位/);
    const card = join(freshFolder(), 'third.card.json');
    const { fingerprint } = await exportKeyCard(third.act('approver'), { target: card });
    const partner = await addPartner(away.act('clerk'), { source: card });
    await expectRefused(bundle, /还没有确认/);
    away.write((write) =>
      confirmPartner(write, { id: partner.id, fingerprint }, away.caller('reviewer'), away.scope()),
    );
    const elsewhere = await sendOut(third, homeAtThird, (await volume(third, '蒋误寄')).fileId);
    await expectRefused(elsewhere.bundle, /不是封给本单位/);
    await takeIn(away, bundle);
  });

  it('leaves nothing when it is cancelled', async () => {
    const { bundle } = await sendOut(home, awayAtHome, (await volume(home, '沈取消')).fileId);
    await receive(away.act('clerk'), { source: bundle });
    let steps = 0;
    const stop = () => {
      steps += 1;
      away.cancelled = steps > 3;
    };
    expect((await refusal(away.runJob(stop))).code).toBe('cancelled');
    away.cancelled = false;
    expectNoLeftovers(away);
    await takeIn(away, bundle);
  });

  it('does not take what can’t be filed: clearance, class, person', async () => {
    const fileId = home.addPerson({ name: '韩障碍', idNumber: '429999198001010017' });
    await home.addItem(fileId, {
      classCode: '0201',
      title: '机密件',
      pages: [await picture('韩')],
      secrecy: 'confidential',
    });
    home.fixNumbers(fileId);
    const { bundle } = await sendOut(home, awayAtHome, fileId);
    const caseId = await takeIn(away, bundle);
    const receiptTarget = join(freshFolder(), 'r.json');
    const low = staged(away.db, { caseId }, away.caller('approver', 'internal'), away.scope());
    expect(low.items).toEqual([]);
    expect(low.case).toMatchObject({ items: 0, pages: 0 });
    expect(low.obstacles.join()).toContain('知悉范围');
    expect((await refusal(accept(away.act('approver', 'internal'), { caseId, receiptTarget }))).code).toBe(
      'transfer-refused',
    );
    const scheme = value<string>(away.db, 'SELECT body FROM class_scheme WHERE version = 1') ?? '';
    const without = JSON.parse(scheme) as { classes: { code: string }[] };
    without.classes = without.classes.filter((one) => one.code !== '0201');
    away.write((write) =>
      run(
        write,
        `INSERT INTO class_scheme (version, name, body, reason, created_at, created_by) SELECT 2, name, ?, '', created_at, '' FROM class_scheme WHERE version = 1`,
        [JSON.stringify(without)],
      ),
    );
    expect((await refusal(accept(away.act('approver'), { caseId, receiptTarget }))).message).toContain(
      '没有类号 0201',
    );
    away.write((write) => run(write, 'DELETE FROM class_scheme WHERE version = 2'));

    const stranger = away.addPerson({ name: '韩障碍' });
    expect((await refusal(accept(away.act('approver'), { caseId, receiptTarget }))).message).toContain(
      '没有登记身份证号',
    );
    away.write((write) =>
      run(write, `UPDATE person SET id_number = '429999198001010017', name = '韩另名' WHERE id = ?`, [
        theFile(away.db, stranger).person_id,
      ]),
    );
    expect((await refusal(accept(away.act('approver'), { caseId, receiptTarget }))).message).toContain(
      '韩另名',
    );
    away.write((write) =>
      run(write, `UPDATE person SET name = '韩障碍' WHERE id = ?`, [theFile(away.db, stranger).person_id]),
    );
    away.write((write) => run(write, `UPDATE cadre_file SET state = 'sealed' WHERE id = ?`, [stranger]));
    expect((await refusal(accept(away.act('approver'), { caseId, receiptTarget }))).message).toContain(
      '已经封存',
    );
    away.write((write) => run(write, `UPDATE cadre_file SET state = 'open' WHERE id = ?`, [stranger]));
    expect(existsSync(receiptTarget)).toBe(false);
    const taken = await accept(away.act('approver'), { caseId, receiptTarget });
    // An empty volume takes over the key of the staged originals.
    expect(taken.fileId).toBe(stranger);
    expect(contentOf(away, stranger).get('机密件')).toHaveLength(1);
  });

  it('takes nothing when the receipt can’t be written', async () => {
    const { bundle } = await sendOut(home, awayAtHome, (await volume(home, '杨无回执')).fileId);
    const caseId = await takeIn(away, bundle);
    const receiptTarget = join(freshFolder(), 'gone', 'r.json');
    expect((await refusal(accept(away.act('approver'), { caseId, receiptTarget }))).code).toBe('io-failed');
    expect(theCase(away, caseId).state).toBe('staged');
    expect(value(away.db, `SELECT count(*) FROM person WHERE name = '杨无回执'`)).toBe(0);
    expectNoLeftovers(away);
  });
});

describe('receipts', () => {
  it('are refused when changed, unsigned, or signed for another bundle', async () => {
    const { fileId } = await volume(home, '朱回执');
    const out = await sendOut(home, awayAtHome, fileId);
    const caseId = await takeIn(away, out.bundle);
    const receiptTarget = join(freshFolder(), 'r.receipt.json');
    await refuse(away.act('approver'), { caseId, reason: '件数不符', receiptTarget });
    const text = readFileSync(receiptTarget, 'utf8');
    const close = () => refusal(closeWithReceipt(home.act('approver'), { source: receiptTarget, note: '' }));
    writeFileSync(receiptTarget, text.replace('"refused"', '"accepted"'));
    expect((await close()).message).toContain('签名不符');
    writeFileSync(receiptTarget, text.replace('"items": 2', '"items": 1'));
    expect((await close()).message).toContain('不符');
    writeFileSync(receiptTarget, text.replace(/"bundleId": "\w{4}/, '"bundleId": "0000'));
    expect((await close()).message).toContain('没有发出过');
    writeFileSync(receiptTarget, text);
    const signature = readFileSync(`${receiptTarget}.minisig`);
    rmSync(`${receiptTarget}.minisig`);
    expect((await close()).code).toBe('file-refused');
    expect(theFile(home.db, fileId).state).toBe('in-transfer');
    writeFileSync(`${receiptTarget}.minisig`, signature);
    await closeWithReceipt(home.act('approver'), { source: receiptTarget, note: '' });
    expect(theFile(home.db, fileId).state).toBe('open');
  });
});

describe('key cards', () => {
  it('count only once another person has compared the fingerprint', async () => {
    const fourth = await SampleArchive.make('丁县纪委监委', 'J022');
    const card = join(freshFolder(), 'unit.card.json');
    const { fingerprint } = await exportKeyCard(fourth.act('approver'), { target: card });
    const partner = await addPartner(home.act('clerk'), { source: card });
    expect(partner).toMatchObject({
      name: '丁县纪委监委',
      fondsCode: 'J022',
      fingerprint,
      confirmedBy: null,
    });
    const { fileId } = await volume(home, '秦未确认');
    const order = { fileId, partnerId: partner.id, reason: REASON, target: freshFolder() };
    expect((await refusal(seal(home.act('approver'), order))).message).toContain('没有确认');
    const confirm = (role: 'clerk' | 'reviewer', text: string) =>
      refusal(() =>
        home.write((write) =>
          confirmPartner(write, { id: partner.id, fingerprint: text }, home.caller(role), home.scope()),
        ),
      );
    expect((await confirm('clerk', fingerprint)).code).toBe('second-person-needed');
    expect((await confirm('reviewer', fingerprint.replace(/^..../, '0000'))).message).toContain('指纹');
    home.write((write) =>
      confirmPartner(
        write,
        { id: partner.id, fingerprint: fingerprint.replaceAll(' ', '').toUpperCase() },
        home.caller('reviewer'),
        home.scope(),
      ),
    );
    const known = partners(home.db).partners.find((one) => one.id === partner.id);
    expect(known?.confirmedBy).toBe('甲县纪委监委reviewer');
    expect((await refusal(addPartner(home.act('clerk'), { source: card }))).code).toBe('conflict');
    expect((await refusal(addPartner(fourth.act('clerk'), { source: card }))).message).toContain('自己的');
  });
});

describe('papers', () => {
  it('are written as documents, and not for eyes without the clearance', async () => {
    const fileId = home.addPerson({ name: '许单据' });
    await home.addItem(fileId, {
      classCode: '0201',
      title: '机密单据',
      pages: [await picture('许')],
      secrecy: 'confidential',
    });
    home.fixNumbers(fileId);
    const { caseId } = await sendOut(home, awayAtHome, fileId);
    for (const paper of ['slip', 'handover'] as const) {
      const target = join(freshFolder(), `${paper}.docx`);
      const written = await exportPaper(home.act('clerk'), { caseId, paper, target });
      expect(written.size).toBe(statSync(target).size);
      expect(readFileSync(target).subarray(0, 2).toString()).toBe('PK');
    }
    const target = join(freshFolder(), 'x.docx');
    const low = home.act('clerk', 'internal');
    expect((await refusal(exportPaper(low, { caseId, paper: 'slip', target }))).code).toBe('forbidden');
    const early = await refusal(exportPaper(home.act('clerk'), { caseId, paper: 'receipt', target }));
    expect(early.message).toContain('回执还没有收到');
    expect(existsSync(target)).toBe(false);
    const done = cases(home.db, {}, home.caller('clerk')).cases.find((one) => one.state === 'receipted');
    const receipt = await exportPaper(home.act('clerk'), { caseId: done?.id ?? 0, paper: 'receipt', target });
    expect(receipt.fileName).toBe('x.docx');
  });
});
