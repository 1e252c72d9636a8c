import { expect, test } from 'vitest';
import {
  ASPECTS,
  firstOpinion,
  hindrance,
  type Opinion,
  opinionFrom,
  phrasesFor,
  unreasoned,
} from './opinion.ts';

const onRecord = { retention: 'D10', secrecy: 'secret' } as const;
const reasoned = (opinion: Opinion): Opinion => ({
  ...opinion,
  ...Object.fromEntries(ASPECTS.map((aspect) => [aspect, { ...opinion[aspect], reason: '查明' }])),
});

test('an opinion begins with what is on record and without any reason', () => {
  const opinion = firstOpinion(onRecord);
  expect(opinion.retention.value).toBe('D10');
  expect(opinion.secrecy.value).toBe('secret');
  expect(unreasoned(opinion)).toEqual(['authenticity', 'value', 'retention', 'secrecy']);
});

test('blanks are no reason', () => {
  const opinion = reasoned(firstOpinion(onRecord));
  expect(unreasoned({ ...opinion, secrecy: { ...opinion.secrecy, reason: '  ' } })).toEqual(['secrecy']);
});

test('what goes back to the clerk says what to do', () => {
  const opinion = reasoned(firstOpinion(onRecord));
  expect(hindrance(opinion)).toBeUndefined();
  expect(hindrance({ ...opinion, verdict: 'supplement', note: ' ' })).toContain('写明');
  expect(hindrance({ ...opinion, verdict: 'supplement', note: '请补签名' })).toBeUndefined();
  expect(hindrance(firstOpinion(onRecord))).toContain('理由');
});

test('phrases fit what is judged', () => {
  const opinion = firstOpinion(onRecord);
  expect(phrasesFor('authenticity', opinion, onRecord)[0]).toContain('签名盖章齐全');
  const doubtful = { ...opinion, authenticity: { ...opinion.authenticity, value: 'doubtful' as const } };
  expect(phrasesFor('authenticity', doubtful, onRecord)).toContain('缺本人签名');
  expect(phrasesFor('retention', opinion, onRecord)).toEqual(['按分类方案']);
  const longer = { ...opinion, retention: { ...opinion.retention, value: 'Y' as const } };
  expect(phrasesFor('retention', longer, onRecord)).not.toContain('按分类方案');
  for (const aspect of ASPECTS) expect(phrasesFor(aspect, opinion, onRecord).length).toBeGreaterThan(0);
});

test('a kept opinion is only taken up for the item as it was judged', () => {
  const opinion = firstOpinion(onRecord);
  const body = JSON.stringify({ revision: 4, opinion });
  expect(opinionFrom(body, 4)).toEqual(opinion);
  expect(opinionFrom(body, 5)).toBeUndefined();
  expect(opinionFrom('null', 4)).toBeUndefined();
});
