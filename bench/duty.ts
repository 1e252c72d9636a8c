// What is due of five thousand cadres over five years, by the shipped rules: the pure part, every fact in memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DutyRules } from '#contract/schemas/duty-shapes.ts';
import { type DutyFacts, type DutyItem, dueOf } from '../src-main/duty/due.ts';
import { timelineOf } from '../src-main/duty/timeline.ts';
import { inTurn, report, say, timed } from './measure.ts';

const ROUNDS = 5;
const CADRES = 5_000;
/** Seconds promised for all figures of an archive of this size. */
const PROMISED = 1;

const rules = DutyRules.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'resources', 'duty-rules.json'), 'utf8')),
);
const codes = rules.duties.filter((one) => one.when.kind === 'yearly').map((one) => one.classCode);
const cadres = Array.from(
  { length: CADRES },
  (_, at): DutyFacts => ({
    personId: at + 1,
    fileId: at + 1,
    rank: '县处级副职',
    posts: ['副局长'],
    unit: '局机关',
    department: '',
    leadingGroup: '',
    recordedOn: '20210101',
    appointments: [],
    items: codes.flatMap((classCode, nth): DutyItem[] => {
      // A third of what is asked for is there.
      if ((at + nth) % 3 !== 0) return [];
      const item = { classCode, titleYear: '', arrivedOn: '20240601' };
      return [
        { ...item, id: at * 100 + 2 * nth, date: '20240601' },
        { ...item, id: at * 100 + 2 * nth + 1, date: '2025' },
      ];
    }),
  }),
);
const given = {
  timeline: timelineOf([{ version: 1, rules }]),
  hidden: new Set<string>(),
  from: '20210101',
  to: '20251231',
  today: '20261125',
};

let found = 0;
const runs = await inTurn(
  ROUNDS,
  () =>
    timed(() => {
      found = cadres.reduce((sum, one) => sum + dueOf(one, given).length, 0);
    }),
  () => timed(() => cadres.map((one) => Map.groupBy(one.items, (item) => item.classCode))),
);
report({
  subject: `${found.toLocaleString('en')} duties of ${CADRES.toLocaleString('en')} cadres over five years`,
  ...runs,
  baseline: 'the same items only put together by class',
});
const slowest = Math.max(...runs.ours.map((run) => run.seconds));
say(`slowest ${slowest.toFixed(2)} s, aim ≤ ${PROMISED} s: ${slowest <= PROMISED ? 'reached' : 'MISSED'}`);
