/** 检索 */
import { resolve } from 'node:path';
import { Option, program } from 'commander';
import type { Input, Output } from '#contract/index.ts';
import { type Desk, Failed } from '../desk.ts';
import { numberOf, runIn } from '../session.ts';

program.commandsGroup('检索：');

type Query = Input<'search.find'>['query'];
type Order = NonNullable<Input<'search.find'>['order']>;

interface Asked {
  readonly order: Order;
  readonly limit: string;
  readonly form?: string;
  readonly byCadre?: boolean;
  readonly statistics?: boolean;
  readonly coverage?: boolean;
  readonly prove?: boolean;
  readonly export?: string;
}

program
  .command('search <archive> [text]')
  .description('检索：姓名、著录各项和文字，一个字起；且、或、非、括号、“短语”、题名: 等写法同窗口')
  .addOption(
    new Option('--order <order>', '顺序').choices(['relevance', 'newest', 'oldest']).default('relevance'),
  )
  .option('--limit <number>', '最多列出几条', '50')
  .option('--form <json>', '表单各项的 JSON 文件，如 {"unit": "某局", "dateFrom": "2020"}')
  .option('--by-cadre', '按人归组')
  .option('--statistics', '按类、单位、年度统计')
  .option('--coverage', '同时显示索引覆盖了多少')
  .option('--prove', '逐字核对：读遍全部文字，证明结果不多不少')
  .option('--export <xlsx>', '输出清单')
  .action(async (archive: string, text: string | undefined, own: Asked) =>
    runIn(archive, async (desk) => {
      const form = own.form === undefined ? {} : desk.readJson<Partial<Query>>(own.form);
      const query: Query = { text: text ?? '', ...form };
      if (own.prove === true) return desk.job(await desk.must('search.crossCheck', { query }));
      if (own.export !== undefined)
        return desk.must('search.exportHits', {
          query,
          order: own.order,
          target: desk.grant(resolve(own.export)),
        });
      if (own.statistics === true) return statistics(desk, query);
      const coverage = own.coverage === true ? { coverage: await desk.must('search.coverage', {}) } : {};
      const found = await (own.byCadre === true ? groups(desk, query, own) : hits(desk, query, own));
      return { ...found, ...coverage };
    }),
  );

program
  .command('search-check <archive>')
  .description('检索索引自检：与全部数据比对，不符的当场修复')
  .action(async (archive: string) =>
    runIn(archive, async (desk) => desk.job(await desk.must('search.checkIndex', {}))),
  );

program
  .command('search-checks <archive>')
  .description('列出索引自检和逐字核对的记录')
  .action(async (archive: string) =>
    runIn(archive, async (desk) => (await desk.must('search.checks', {})).runs),
  );

/** @throws Failed saying where the box can't be understood */
function refuseProblem({ problem }: Output<'search.understand'>): void {
  if (!problem) return;
  throw Failed.usage(`检索式第 ${problem.from + 1} 个字处读不懂：${problem.message}`);
}

async function hits(desk: Desk, query: Query, { order, limit }: Asked): Promise<object> {
  const found = await desk.must('search.find', { query, order, limit: numberOf(limit, '条数') });
  refuseProblem(found.understood);
  if (desk.json) return found;
  return {
    理解为: found.understood.words,
    共: counted(found),
    姓名: found.people.map(({ name }) => name),
    命中: found.hits.map(shown),
  };
}

async function groups(desk: Desk, query: Query, { order, limit }: Asked): Promise<object> {
  const found = await desk.must('search.groups', { query, order, limit: numberOf(limit, '人数'), each: 3 });
  refuseProblem(found.understood);
  if (desk.json) return found;
  return {
    理解为: found.understood.words,
    共: counted(found),
    各人: found.groups.map((one) => ({
      name: one.name,
      unit: one.unit,
      count: counted(one),
      title: one.hits[0]?.title ?? '',
    })),
  };
}

async function statistics(desk: Desk, query: Query): Promise<object> {
  const found = await desk.must('search.statistics', { query });
  refuseProblem(found.understood);
  if (desk.json) return found;
  return { 共: `${counted(found)} 件`, 按类: found.byClass, 按单位: found.byUnit, 按年度: found.byYear };
}

const counted = ({ total, exact }: { readonly total: number; readonly exact: boolean }) =>
  exact ? total : `不少于 ${total}`;

const shown = ({ personName, title, date, where, context }: Output<'search.find'>['hits'][number]) => ({
  personName,
  title,
  date,
  where,
  context,
});
