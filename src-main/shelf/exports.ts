import { createHash } from 'node:crypto';
import { join } from 'node:path';
import encodeQR from 'qr';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { itemsOfFile, type StampCells, stampOf } from '#main/catalogue/index.ts';
import { type Label, labelPdf, registerDocx, stampPdf, tableXlsx } from '#main/documents/index.ts';
import { type Departure, leave, leavingOf, refuseUnlessAllowed } from '#main/output/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { setting } from '#main/storage/index.ts';
import { theInventory } from './inventory.ts';
import { Places, placeCode, theVolume, volumeCode } from './places.ts';
import { differencesOf, type Kind, movesOfSlip } from './queries.ts';

/** Lines of a register on a landscape page. */
const LINES_A_PAGE = 25;
const pagesFor = (lines: number) => Math.max(1, Math.ceil(lines / LINES_A_PAGE));

/** Where volumes stand is known to the whole office: names and numbers, no title. */
function departureOf(
  kind: string,
  subject: string,
  title: string,
  pages: number,
  leaving: Parsed<'shelf.exportSlip'>['leaving'],
): Departure {
  return {
    kind,
    subject,
    title,
    pages,
    secrecy: 'internal',
    secrecyYears: 0,
    ...leavingOf(leaving, '库房管理'),
  };
}

export async function exportSlip(
  scope: ActScope,
  input: Parsed<'shelf.exportSlip'>,
): Promise<Output<'shelf.exportSlip'>> {
  const moves = movesOfSlip(scope.db, input.slip);
  const [first] = moves;
  if (!first) throw new Refusal('not-found', '没有这张移库单，请刷新。');
  const departure = departureOf(
    '移库单',
    `slip:${input.slip}`,
    `移库单 ${input.slip}`,
    pagesFor(moves.length),
    input.leaving,
  );
  refuseUnlessAllowed(scope.db, scope, departure);
  const bytes = await registerDocx({
    title: '移库单',
    subtitle: `编号 ${input.slip}　事由：${first.reason}　经办：${first.by_name}　日期：${first.at.slice(0, 10)}　移出人（签名）　　　　　　移入人（签名）　　　　　　`,
    headings: ['序号', '案卷（位置）', '原位置', '现位置', '核对'],
    rows: moves.map((one, index) => [String(index + 1), one.label, one.from_words, one.to_words, '']),
    widths: [6, 24, 30, 30, 10],
  });
  return leave(scope, departure, scope.path(input.target), bytes);
}

const CODE = { ecc: 'medium', border: 1 } as const;
/** 归档章 of every numbered item of the volumes that the caller may see; only these have a 件号 that stays. */
function stampsOf(scope: ActScope, fileIds: readonly number[]): StampCells[] {
  return fileIds.flatMap((id) =>
    itemsOfFile(scope.db, theVolume(scope.db, id).file_id)
      .filter((item) => item.secrecyRank <= scope.caller.clearanceRank)
      .map((item) => stampOf(scope.db, item))
      .filter((stamp) => stamp !== undefined),
  );
}

export async function exportLabels(
  scope: ActScope,
  input: Parsed<'shelf.exportLabels'>,
): Promise<Output<'shelf.exportLabels'>> {
  const font = join(scope.resources, 'fonts', 'NotoSansSC-Regular.ttf');
  const subject = `labels:${createHash('sha256').update(JSON.stringify(input.ids)).digest('hex').slice(0, 16)}`;
  if (input.kind === 'stamp') {
    const stamps = stampsOf(scope, input.ids);
    if (stamps.length === 0)
      throw new Refusal('state-refused', '选定的案卷里没有已定号的件；定号以后才印归档章。');
    const departure = departureOf(
      '归档章标签',
      subject,
      `归档章 ${stamps.length} 枚`,
      Math.ceil(stamps.length / 56),
      input.leaving,
    );
    refuseUnlessAllowed(scope.db, scope, departure);
    return leave(scope, departure, scope.path(input.target), await stampPdf(font, stamps));
  }
  const places = new Places(scope.db);
  const fonds = `${setting(scope.db, 'fondsCode')} ${setting(scope.db, 'fondsName')}`;
  const labels = input.ids.map((id): Label => {
    if (input.kind === 'place') {
      const place = places.the(id);
      return {
        code: encodeQR(placeCode(id), 'raw', CODE),
        heading: place.name,
        lines: [places.words(id), fonds, placeCode(id)],
      };
    }
    const volume = theVolume(scope.db, id);
    return {
      code: encodeQR(volumeCode(volume.volume_number), 'raw', CODE),
      heading: volume.person_name,
      lines: [
        `${fonds}　第 ${volume.volume_number} 卷`,
        places.words(volume.place_id) || '未入库',
        volumeCode(volume.volume_number),
      ],
    };
  });
  const departure = departureOf(
    input.kind === 'place' ? '位置标签' : '卷脊标签',
    subject,
    `标签 ${labels.length} 枚`,
    Math.ceil(labels.length / 18),
    input.leaving,
  );
  refuseUnlessAllowed(scope.db, scope, departure);
  return leave(scope, departure, scope.path(input.target), await labelPdf(font, labels));
}

const KIND_WORDS: Readonly<Record<Kind, string>> = {
  missing: '系统有架上无',
  stranger: '架上有系统无',
  pages: '页数不符',
  place: '位置不符',
};

export async function exportDifferences(
  scope: ActScope,
  input: Parsed<'shelf.exportDifferences'>,
): Promise<Output<'shelf.exportDifferences'>> {
  const one = theInventory(scope.db, input.id);
  if (one.state !== 'finished') throw new Refusal('state-refused', '盘点还没有结束，没有差异报告。');
  const differences = differencesOf(scope.db, one.id, scope.caller.clearanceRank);
  const place = new Places(scope.db).words(one.place_id);
  const departure = departureOf(
    '盘点差异报告',
    `inventory:${one.id}`,
    `盘点 ${one.id}：${place}`,
    pagesFor(differences.length),
    input.leaving,
  );
  refuseUnlessAllowed(scope.db, scope, departure);
  const table = {
    title: '盘点差异报告',
    subtitle: `${place}　盘点 ${one.started_at.slice(0, 10)} 至 ${(one.finished_at ?? '').slice(0, 10)}　见到 ${one.seen} 卷，差异 ${differences.length} 处　按打印人知悉范围列出`,
    headings: ['序号', '差异', '案卷', '系统', '实物', '处理', '处理人'],
    rows: differences.map((each, index) => [
      String(index + 1),
      KIND_WORDS[each.kind],
      each.label,
      each.expected,
      each.found,
      each.reason,
      each.settled_by ?? '未处理',
    ]),
    widths: [6, 14, 22, 26, 26, 26, 10],
  };
  const bytes = await (input.format === 'docx' ? registerDocx(table) : tableXlsx(table));
  return leave(scope, departure, scope.path(input.target), bytes);
}
