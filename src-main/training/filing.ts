/** 教育培训记录归卷: a year's sessions of one cadre as one item of class 0508. */
import { join } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { TRAINING_FORM_WORDS } from '#contract/vocabulary.ts';
import { defaultFields } from '#main/catalogue/index.ts';
import { trainingPdf, trainingSheet } from '#main/documents/index.ts';
import { filePaper, keepPaper } from '#main/filed-paper/index.ts';
import { theFile } from '#main/files/index.ts';
import { leave, leavingOf } from '#main/output/index.ts';
import { sortKey } from '#main/people/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { type ReadDb, setting } from '#main/storage/index.ts';
import {
  attendanceOf,
  materialsOf,
  noteFiled,
  peopleInYear,
  readingsOf,
  type SessionRecord,
  unfiledOf,
} from './queries.ts';
import { theSession } from './sessions.ts';

/** 0508 廉政教育培训记录 (domain 1.5). */
const CLASS = '0508';

export function listPeople(db: ReadDb, input: Parsed<'training.people'>): Output<'training.people'> {
  return { people: peopleInYear(db, input.year) };
}

const lineOf = (one: SessionRecord): readonly string[] => [
  `${one.heldOn.slice(0, 4)}.${one.heldOn.slice(4, 6)}.${one.heldOn.slice(6)}`,
  one.title,
  TRAINING_FORM_WORDS[one.form],
  one.place,
  String(one.hours),
];

export async function fileYear(
  scope: ActScope,
  input: Parsed<'training.fileYear'>,
): Promise<Output<'training.fileYear'>> {
  const refused: { fileId: number; message: string }[] = [];
  let filed = 0;
  for (const fileId of new Set(input.fileIds)) {
    try {
      await fileOne(scope, fileId, input.year);
      filed += 1;
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      refused.push({ fileId, message: cause.message });
    }
  }
  return { filed, refused };
}

async function fileOne(scope: ActScope, fileId: number, year: string): Promise<void> {
  const { db } = scope;
  const file = theFile(db, fileId);
  const sessions = unfiledOf(db, fileId, year);
  if (sessions.length === 0)
    throw new Refusal('state-refused', `${file.person_name} ${year} 年没有尚未归卷的到会记录。`);
  const title = `${year}年廉政教育培训记录`;
  const lines = sessions.map(lineOf);
  const pdf = await trainingPdf(join(scope.resources, 'fonts', 'NotoSansSC-Regular.ttf'), {
    heading: `${file.person_name}同志${title}`,
    lines,
    hours: sessions.reduce((sum, one) => sum + one.hours, 0),
    by: setting(db, 'fondsName'),
  });
  const paper = await keepPaper(scope, fileId, pdf);
  const at = scope.now().toISOString();
  const date = sessions.at(-1)?.heldOn ?? year;
  scope.commit((write) => {
    const now = unfiledOf(write, fileId, year);
    if (
      now.length !== sessions.length ||
      now.some((one, index) => one.revision !== sessions[index]?.revision)
    )
      throw new Refusal('conflict', `${file.person_name}的到会记录刚有变化，请再归一次。`);
    const itemId = filePaper(write, paper, {
      fields: {
        ...defaultFields(write, CLASS, title),
        date,
        dateSort: sortKey(date),
        author: setting(write, 'fondsName'),
      },
      fileName: `${title}.pdf`,
      text: [title, ...lines.map((line) => line.join(' '))].join('\n'),
      at,
    });
    for (const one of now) noteFiled(write, one.id, fileId, itemId);
    scope.note.subject = `item:${itemId}`;
    scope.note.detail = { year, sessions: now.map((one) => one.id) };
  });
}

const MARK_WORDS = { invited: '', present: '到', leave: '请假', absent: '缺席' } as const;

/** 签到签阅表: who should be there, room to sign, what is to be read. */
export async function exportSheet(
  scope: ActScope,
  input: Parsed<'training.exportSheet'>,
): Promise<Output<'training.exportSheet'>> {
  const session = theSession(scope.db, input.id);
  const people = attendanceOf(scope.db, session.id);
  const materials = materialsOf(scope.db, session.id);
  const read = readingsOf(scope.db, session.id);
  const bytes = await trainingSheet({
    fondsName: setting(scope.db, 'fondsName'),
    title: session.title,
    about: [...lineOf(session).filter((word) => word !== session.title && word !== ''), '学时'].join('　'),
    speaker: session.speaker,
    materials: materials.map((one) => `${one.name}${one.mustRead === 1 ? '（须签阅）' : ''}`),
    rows: people.map((one, index) => [
      String(index + 1),
      one.name,
      one.unit,
      MARK_WORDS[one.mark],
      materials
        .filter((material) =>
          read.some((reading) => reading.materialId === material.id && reading.fileId === one.fileId),
        )
        .map((material) => String(materials.indexOf(material) + 1))
        .join('、'),
    ]),
  });
  return leave(
    scope,
    {
      kind: '签到签阅表',
      title: session.title,
      subject: `training:${session.id}`,
      secrecy: 'internal',
      secrecyYears: 0,
      pages: Math.max(1, Math.ceil(people.length / 25)),
      ...leavingOf(input.leaving, '签到与签阅'),
    },
    scope.path(input.target),
    bytes,
  );
}
