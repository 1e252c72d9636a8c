/** An archive with one scanned file, two readers and enough signers for every chain of the consult desk. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Input, Output } from '#contract/index.ts';
import { type Made, OWN, SAMPLE, TestArchive } from './archive.ts';

export const CADRE = '欧阳范例';
export const CADRE_END = '4287';
const SCANS = '欧阳范例429999198609224287';

type Draft = Input<'consult.save'>['request'];
type Reader = Draft['readers'][number];

export class ConsultDesk {
  readonly archive: TestArchive;
  fileId = 0;
  personId = 0;
  readonly readers: Reader[] = [];

  private constructor(archive: TestArchive) {
    this.archive = archive;
  }

  static async create(made: Made = {}): Promise<ConsultDesk> {
    const archive = await TestArchive.create('J019', '样例县纪委', made);
    const desk = new ConsultDesk(archive);
    await archive.as('clerk');
    const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
    const { match } = await archive.must('people.readRoster', { source });
    await archive.must('people.importRoster', { source, match });
    const scans = join(archive.folder, 'scans');
    mkdirSync(scans);
    cpSync(join(SAMPLE, '扫描件', SCANS), join(scans, SCANS), { recursive: true });
    await archive.job(
      await archive.must('intake.importScans', { source: archive.application.grantPath(scans) }),
    );
    const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false, text: CADRE });
    const [row] = (await archive.must('people.rows', { ids })).rows;
    desk.fileId = row?.fileId ?? 0;
    desk.personId = row?.id ?? 0;
    for (const [login, name] of [
      ['chayue1', '李查阅'],
      ['chayue2', '陈调档'],
    ] as const) {
      const accountId = await archive.addAccount(login, name, ['reader']);
      desk.readers.push({
        accountId,
        name,
        unit: '样例县委组织部',
        post: '干部',
        politicalStatus: '中共党员',
        idNumberEnd: '',
        relatives: [],
      });
    }
    const signers = [
      await archive.addAccount('shenpi2', '褚审批', ['approver']),
      await archive.addAccount('shenhe2', '卫审核', ['reviewer']),
    ];
    await archive.as('clerk');
    for (const id of signers) await archive.must('accounts.handOverContentKey', { id });
    return desk;
  }

  /** A request as it would be filled in; `over` says what is different. */
  draft(over: Partial<Draft> = {}, at = new Date()): Draft {
    return {
      fileId: this.fileId,
      purpose: 'appoint',
      reason: '拟任考察',
      unit: '样例县委组织部',
      unitLeader: '',
      phone: '3321',
      readers: this.readers,
      scope: { kind: 'classes', classes: ['02'] },
      ways: ['read', 'excerpt', 'copy'],
      minutes: 30,
      validFrom: new Date(at.getTime() - 60_000).toISOString(),
      validUntil: new Date(at.getTime() + 3 * 86_400_000).toISOString(),
      emergency: false,
      ...over,
    };
  }

  get(id: number): Promise<Output<'consult.get'>> {
    return this.archive.must('consult.get', { id });
  }

  async basisFile(): Promise<string> {
    const path = join(this.archive.folder, '审批表.png');
    writeFileSync(
      path,
      await sharp({ create: { width: 200, height: 280, channels: 3, background: '#eeeeee' } })
        .png()
        .toBuffer(),
    );
    return this.archive.application.grantPath(path);
  }

  /** Saved with its basis document, by the clerk. */
  async drafted(over: Partial<Draft> = {}, at = new Date()): Promise<{ id: number; revision: number }> {
    await this.archive.as('clerk');
    const saved = await this.archive.must('consult.save', { request: this.draft(over, at) });
    const { id, revision } = await this.archive.must('consult.attachBasis', {
      ...saved,
      source: await this.basisFile(),
    });
    return { id, revision };
  }

  async submitted(over: Partial<Draft> = {}, at = new Date()): Promise<{ id: number; revision: number }> {
    return this.archive.must('consult.submit', await this.drafted(over, at));
  }

  /** One signature by the account with this login. */
  async signed(login: string, id: number): Promise<void> {
    await this.archive.enter(login);
    const { version, revision } = await this.get(id);
    await this.archive.must('consult.sign', {
      id,
      version,
      revision,
      approve: true,
      opinion: '',
      password: OWN,
    });
  }

  /** Through all three signatures; the clerk is signed in afterwards. */
  async approved(over: Partial<Draft> = {}, at = new Date()): Promise<{ id: number; revision: number }> {
    const { id } = await this.submitted(over, at);
    for (const login of ['shenhe2', 'shenhe', 'shenpi']) await this.signed(login, id);
    await this.archive.as('clerk');
    return { id, revision: (await this.get(id)).revision };
  }

  /** Both readers at the desk. */
  async opened(request: { id: number; revision: number }): Promise<Output<'consult.open'>> {
    return this.archive.must('consult.open', { ...request, readers: this.passwords() });
  }

  passwords(first = OWN, second = OWN): { accountId: number; password: string }[] {
    return this.readers.map((reader, at) => ({
      accountId: reader.accountId ?? 0,
      password: at === 0 ? first : second,
    }));
  }
}
