import { describe, expect, test } from 'vitest';
import {
  carriedOver,
  copiedFrom,
  differences,
  draftFrom,
  emptyDraft,
  type SchemeClass,
  termFor,
  withClass,
} from './item-draft.ts';

const report: SchemeClass = {
  code: '0201',
  parent: '02',
  name: '年度报告表',
  supplier: '本人',
  sourceKind: 'personal',
  nature: 'statement',
  frequency: '年',
  retention: 'D30',
  secrecy: 'secret',
  secrecyYears: 10,
  yearly: true,
};
const decision: SchemeClass = {
  ...report,
  code: '0901',
  name: '处分决定',
  supplier: '纪委',
  sourceKind: 'organisation',
  nature: 'conclusion',
  retention: 'Y',
};

describe('choosing a class', () => {
  test('fills what nobody has touched', () => {
    const filled = withClass(emptyDraft(), undefined, report);
    expect(filled).toMatchObject({
      classCode: '0201',
      supplier: '本人',
      secrecy: 'secret',
      secrecyYears: 10,
    });
    expect(withClass(filled, report, decision)).toMatchObject({
      sourceKind: 'organisation',
      nature: 'conclusion',
      retention: 'Y',
      supplier: '纪委',
    });
  });
  test('leaves what the clerk has set', () => {
    const typed = {
      ...withClass(emptyDraft(), undefined, report),
      supplier: '县委组织部',
      retention: 'D10' as const,
    };
    expect(withClass(typed, report, decision)).toMatchObject({ supplier: '县委组织部', retention: 'D10' });
  });
});

test('a term is never longer than its level allows, and the longest where none is given', () => {
  expect(termFor('internal', 10)).toBe(0);
  expect(termFor('secret', 30)).toBe(10);
  expect(termFor('confidential', 0)).toBe(20);
});

test('the next item keeps class and source, and never a title, a number or a page count', () => {
  const next = carriedOver({
    ...emptyDraft(),
    classCode: '0601',
    title: '述职',
    documentNumber: '1号',
    paperPages: 3,
  });
  expect(next).toMatchObject({ classCode: '0601', title: '', documentNumber: '', paperPages: null });
});

test('what belongs together is copied together', () => {
  const above = {
    ...emptyDraft(),
    secrecy: 'secret' as const,
    secrecyYears: 10,
    signed: true,
    stamped: true,
  };
  expect(copiedFrom(above, 'secrecy')).toEqual({ secrecy: 'secret', secrecyYears: 10 });
  expect(copiedFrom(above, 'signed')).toEqual({ signed: true, stamped: true });
  expect(copiedFrom({ ...above, author: '县委' }, 'author')).toEqual({ author: '县委' });
});

test('a draft comes back with the revision it began from; one that says nothing of it is none', () => {
  const draft = { ...emptyDraft(), title: '述职' };
  expect(draftFrom(JSON.stringify({ revision: 3, draft }))).toEqual({ revision: 3, draft });
  const { remarks: _, ...older } = draft;
  expect(draftFrom(JSON.stringify({ revision: 3, draft: older }))?.draft.remarks).toBe('');
  expect(draftFrom(JSON.stringify(draft))).toBeUndefined();
  expect(draftFrom('null')).toBeUndefined();
});

test('two drafts differ where they differ', () => {
  expect(differences(emptyDraft(), emptyDraft())).toEqual([]);
  expect(differences(emptyDraft(), { ...emptyDraft(), title: '甲', paperPages: 0 })).toEqual([
    'title',
    'paperPages',
  ]);
});
