import { expect, test } from 'vitest';
import { firstOpinion, unreasoned } from './opinion.ts';

test('an opinion begins with what is on record and without any reason', () => {
  const opinion = firstOpinion({ retention: 'D10', secrecy: 'secret' });
  expect(opinion.retention.value).toBe('D10');
  expect(opinion.secrecy.value).toBe('secret');
  expect(unreasoned(opinion)).toEqual(['authenticity', 'value', 'retention', 'secrecy']);
});

test('blanks are no reason', () => {
  const opinion = firstOpinion({ retention: 'Y', secrecy: 'internal' });
  const said = {
    ...opinion,
    value: { ...opinion.value, reason: '属归档范围' },
    secrecy: { ...opinion.secrecy, reason: '  ' },
  };
  expect(unreasoned(said)).toEqual(['authenticity', 'retention', 'secrecy']);
});
