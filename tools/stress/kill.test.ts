import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from './random.ts';
import { makeTemplates, round, type Templates, WORKS } from './rounds.ts';

/** `npm run stress:kill` does a hundred and more, with a seed of its own. */
const ROUNDS = 12;
const SEED = 20_261_125;

let templates: Templates;
beforeAll(async () => {
  templates = await makeTemplates();
}, 300_000);
afterAll(() => rmSync(templates.folder, { recursive: true, force: true }));

const random = seeded(SEED);
test.each(
  Array.from({ length: ROUNDS }, (_, index) => ({
    index,
    work: WORKS[index % WORKS.length] ?? 'import',
    at: random(),
  })),
)(
  'killed in the middle ($work, round $index of seed 20261125): all or nothing, and doing it again completes it',
  async ({ work, at }) => {
    const outcome = await round(templates, work, at);
    expect(outcome.faults, `killed after ${outcome.killedAfterMs} ms at «${outcome.lastWord}»`).toEqual([]);
  },
  120_000,
);
