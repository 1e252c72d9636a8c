/** 出处: what a sentence rests on must be there, of this cadre, before the day, and within the caller's clearance. */
import { inWords } from '#main/calendar/index.ts';
import { itemById } from '#main/catalogue/index.ts';
import { kindName } from '#main/measure/index.ts';
import { classesAbove, classNames } from '#main/scheme/index.ts';
import type { Caller } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { ASKED_ABOUT, type Facts, isAbsent } from './facts.ts';
import { type LetterRecord, pagePlace, type Source } from './queries.ts';

type About = Pick<LetterRecord, 'fileId' | 'asOf'>;

/** Why a source does not hold; undefined: it does. */
export function faultOf(
  db: ReadDb,
  letter: About,
  source: Source,
  facts: Facts,
  caller: Pick<Caller, 'clearanceRank'>,
): string | undefined {
  if (source.kind === 'none') {
    return isAbsent(source.classes, facts.items, facts.known)
      ? undefined
      : `${source.classes.map((one) => `${one}类`).join('、')}有材料，不能写「没有」`;
  }
  if (source.kind === 'measure') {
    const found = facts.registered.find((one) => one.id === source.measureId);
    if (!found) return '所引的处理处分登记不在这名干部名下';
    return found.withdrawn === null ? undefined : '所引的处理处分登记已撤销';
  }
  const item = itemById(db, source.itemId);
  if (!item || item.fileId !== letter.fileId || item.secrecyRank > caller.clearanceRank)
    return '所引的材料不在这名干部的卷内';
  if (item.state === 'void') return `所引的《${item.title}》已作废`;
  if (item.dateSort > letter.asOf) return `所引的《${item.title}》形成于截止日之后`;
  if (source.pageId === null)
    return item.scannedPages === 0 ? undefined : `所引的《${item.title}》已有图像，应引到页`;
  return pagePlace(db, source.pageId)?.itemId === item.id ? undefined : `所引的页已不在《${item.title}》中`;
}

/** A source as a reader of the grounds finds it. */
export function sourceInWords(
  db: ReadDb,
  letter: About,
  source: Source,
  facts: Facts,
): { words: string; position: number | null } {
  if (source.kind === 'none') {
    const names = classNames(db);
    return {
      words: `查阅 ${source.classes.map((one) => `${one} ${names.get(one) ?? ''}`).join('、')}，截至${inWords(letter.asOf)}，没有材料`,
      position: null,
    };
  }
  if (source.kind === 'measure') {
    const found = facts.registered.find((one) => one.id === source.measureId);
    return {
      words: found
        ? `处理处分登记：${kindName(facts.kinds, found.kind)}（${inWords(found.decidedOn)}）`
        : '处理处分登记已不在',
      position: null,
    };
  }
  const item = itemById(db, source.itemId);
  if (!item) return { words: '所引的材料已不在', position: null };
  const position = source.pageId === null ? null : (pagePlace(db, source.pageId)?.position ?? null);
  const where = item.archivalCode ?? `${item.classCode} 类，未定号`;
  return {
    words: `《${item.title}》${position === null ? '（未扫描，见纸质件）' : `第 ${position} 页`}（${where}）`,
    position,
  };
}

/** Classes a letter speaks of whose material is by default above the caller's clearance. */
export function classesHidden(db: ReadDb, caller: Pick<Caller, 'clearanceRank'>): string[] {
  return classesAbove(db, caller.clearanceRank).filter((code) =>
    ASKED_ABOUT.some((head) => code.startsWith(head)),
  );
}
