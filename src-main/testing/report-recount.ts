/**
 * The figures of the reports once more, slowly and plainly: whole tables are read and counted in loops, with none of the
 * program's own conditions. Written from the words under each report, for the tests alone.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '#main/storage/index.ts';
import { PROGRAM } from './archive.ts';

type Value = string | number | null | undefined;
type Raw = Readonly<Record<string, string | number | null>>;
interface Asked {
  readonly by: string;
  readonly year: string;
  readonly unit: string;
  readonly rank: number;
  readonly today: string;
  readonly now: Date;
}
/** One thing that is counted: where it stands, and how much of each column it is. */
interface Fact {
  readonly file: Raw;
  readonly cls: string;
  readonly kind: string;
  readonly year: string;
  /** Column → amount; a column of people counts its files once. */
  readonly counts: Readonly<Record<string, number>>;
}
/** A quotient of nothing is a dash. */
type Cell = number | '—';
interface Told {
  readonly rows: Readonly<Record<string, readonly Cell[]>>;
  readonly total: readonly Cell[];
}

const text = (value: Value) => String(value ?? '');
const office = (instant: Value) => {
  const at = new Date(text(instant));
  return `${at.getFullYear()}${String(at.getMonth() + 1).padStart(2, '0')}${String(at.getDate()).padStart(2, '0')}`;
};
const digits = (date: Value) => text(date).replaceAll('[', '').replaceAll(']', '');
const days = (from: string, to: string) => {
  const utc = (day: string) => Date.UTC(+day.slice(0, 4), +day.slice(4, 6) - 1, +day.slice(6, 8));
  return Math.round((utc(to) - utc(from)) / 86_400_000);
};

class Tables {
  readonly #db: Connection;
  constructor(db: Connection) {
    this.#db = db;
  }
  all(name: string): Raw[] {
    return this.#db.prepare(`SELECT * FROM ${name}`).all() as Raw[];
  }
  /** Files with the cadre's name, unit and rank. */
  files(): Map<number, Raw> {
    const people = new Map(this.all('person').map((one) => [one['id'], one]));
    return new Map(
      this.all('cadre_file').map((one) => [
        Number(one['id']),
        { ...people.get(one['person_id'] ?? 0), fileId: one['id'] ?? 0 },
      ]),
    );
  }
}

/** What each report's columns are, in their order: a sum, people, or a quotient of two. */
type Column = string | { readonly people: string } | { readonly part: string; readonly whole: string };
const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  imaging: ['held', 'paper', 'imaged', 'missing', { part: 'imaged', whole: 'paper' }, 'uncounted'],
  use: [{ people: 'on' }, 'used', 'lent', { people: 'used' }, { part: 'used', whole: 'on' }],
  receipts: ['sent', 'receipted', 'returned', 'late', { part: 'receipted', whole: 'sent' }],
  outstanding: ['out', 'late', { part: 'days', whole: 'late' }],
  terms: ['termed', 'ended', 'ending', 'undated'],
  findings: ['found', 'truthful', 'omitted', 'concealed', { people: 'omitted' }, { people: 'concealed' }],
  measures: [
    'measured',
    'party',
    'government',
    'organisation',
    { people: 'measured' },
    'running',
    { people: 'running' },
  ],
  disciplines: [
    'measured',
    'political',
    'organisational',
    'integrity',
    'mass',
    'work',
    'life',
    'unnoted',
    { people: 'measured' },
  ],
  forms: ['handled', 'form1', 'form2', 'form3', 'form4', 'unsorted', { people: 'handled' }],
  letters: ['replied', 'clear', 'settled', 'pending', 'influence', { part: 'days', whole: 'timed' }, 'late'],
};

const PARTY = ['warning', 'serious-warning', 'probation-1'];
const FORM: Readonly<Record<string, number>> = {
  admonition: 1,
  warning: 2,
  'serious-warning': 2,
  'gov-demerit': 2,
  'probation-1': 3,
};
/** Last day of influence of a whole decision day, for the kinds and days that the generated office has. */
const MONTHS: Readonly<Record<string, number>> = {
  warning: 12,
  'serious-warning': 18,
  'probation-1': 36,
  'gov-demerit': 12,
  admonition: 6,
};
function running(kind: string, decided: string, today: string): boolean {
  const months = MONTHS[kind];
  if (months === undefined || !/^\d{8}$/.test(decided)) return false;
  const month = +decided.slice(4, 6) - 1 + months;
  const year = +decided.slice(0, 4) + Math.floor(month / 12);
  const lastOfMonth = new Date(Date.UTC(year, (month % 12) + 1, 0)).getUTCDate();
  const day = +decided.slice(6, 8);
  const end = new Date(Date.UTC(year, month % 12, Math.min(day, lastOfMonth)));
  if (day <= lastOfMonth) end.setUTCDate(end.getUTCDate() - 1);
  return today <= end.toISOString().slice(0, 10).replaceAll('-', '');
}

const GATHER: Readonly<Record<string, (tables: Tables, asked: Asked) => Fact[]>> = {
  imaging: (tables, { rank, year }) => {
    const files = tables.files();
    const found: Fact[] = [];
    for (const item of tables.all('item')) {
      if (item['state'] === 'void' || Number(item['secrecy_rank']) > rank) continue;
      if (year !== '' && !text(item['date_sort']).startsWith(year)) continue;
      const paper = item['paper_pages'] === null ? 0 : Number(item['paper_pages']);
      const scanned = Number(item['scanned_pages']);
      found.push({
        file: files.get(Number(item['file_id'])) ?? {},
        cls: text(item['class_code']).slice(0, 2),
        kind: text(item['retention']),
        year: text(item['date_sort']).slice(0, 4),
        counts: {
          held: 1,
          paper,
          imaged: Math.min(scanned, paper),
          missing: Math.max(0, paper - scanned),
          uncounted: item['paper_pages'] === null ? 1 : 0,
        },
      });
    }
    return found;
  },
  use: (tables, { rank, year }) => {
    const files = tables.files();
    const found: Fact[] = [];
    for (const file of files.values())
      if (file['retracted_at'] === null) found.push({ file, cls: '', kind: '', year: '', counts: { on: 1 } });
    const sat = new Set(tables.all('consult_sitting').map((one) => one['request_id']));
    const lent = new Set(tables.all('loan').map((one) => one['request_id']));
    for (const one of tables.all('consult_request')) {
      const id = one['id'] ?? 0;
      if (Number(one['secrecy_rank']) > rank || !(sat.has(id) || lent.has(id))) continue;
      const made = office(one['created_at']).slice(0, 4);
      if (year !== '' && made !== year) continue;
      found.push({
        file: files.get(Number(one['file_id'])) ?? {},
        cls: '',
        kind: '',
        year: made,
        counts: { used: 1, lent: lent.has(id) ? 1 : 0 },
      });
    }
    return found;
  },
  receipts: (tables, { year, today }) => {
    const files = tables.files();
    const partners = new Map(tables.all('partner').map((one) => [one['id'], one['name']]));
    const monthAgo = `${today.slice(0, 4)}${String(+today.slice(4, 6) - 1).padStart(2, '0')}${today.slice(6)}`;
    return tables.all('transfer_case').flatMap((one): Fact[] => {
      const made = office(one['created_at']);
      if (one['direction'] !== 'out' || (year !== '' && !made.startsWith(year))) return [];
      const state = one['state'];
      return [
        {
          file: files.get(Number(one['file_id'])) ?? {},
          cls: '',
          kind: text(partners.get(one['partner_id'] ?? 0)),
          year: made.slice(0, 4),
          counts: {
            sent: 1,
            receipted: state === 'receipted' ? 1 : 0,
            returned: state === 'returned' ? 1 : 0,
            late: state === 'sealed' && made < monthAgo ? 1 : 0,
          },
        },
      ];
    });
  },
  outstanding: (tables, { rank, now }) => {
    const files = tables.files();
    const requests = new Map(tables.all('consult_request').map((one) => [one['id'], one]));
    const found: Fact[] = [];
    const add = (kind: string, due: Value, request: Raw) => {
      const over = now.getTime() - new Date(text(due)).getTime();
      found.push({
        file: files.get(Number(request['file_id'])) ?? {},
        cls: '',
        kind,
        year: '',
        counts: { out: 1, late: over > 0 ? 1 : 0, days: over > 0 ? Math.floor(over / 86_400_000) : 0 },
      });
    };
    for (const one of tables.all('loan')) {
      const request = requests.get(one['request_id'] ?? 0) ?? {};
      if (one['returned_at'] === null && Number(request['secrecy_rank']) <= rank)
        add('借阅', one['due_at'], request);
    }
    for (const one of tables.all('consult_copy')) {
      const request = requests.get(one['request_id'] ?? 0) ?? {};
      if (
        one['state'] === 'out' &&
        Number(request['secrecy_rank']) <= rank &&
        Number(one['secrecy_rank']) <= rank
      )
        add('摘抄、复制件', one['due_at'], request);
    }
    return found;
  },
  terms: (tables, { rank, today }) => {
    const files = tables.files();
    return tables.all('item').flatMap((item): Fact[] => {
      if (item['state'] === 'void' || item['retention'] === 'Y' || Number(item['secrecy_rank']) > rank)
        return [];
      const long = item['retention'] === 'D10' ? 10 : 30;
      const year = +digits(item['date']).slice(0, 4);
      const thisYear = +today.slice(0, 4);
      return [
        {
          file: files.get(Number(item['file_id'])) ?? {},
          cls: text(item['class_code']).slice(0, 2),
          kind: `定期${long}年`,
          year: '',
          counts: {
            termed: 1,
            ended: year > 0 && year + long < thisYear ? 1 : 0,
            ending: year + long === thisYear ? 1 : 0,
            undated: year === 0 ? 1 : 0,
          },
        },
      ];
    });
  },
  findings: (tables, { rank, year }) => {
    const files = tables.files();
    const ranks = new Map(tables.all('item').map((one) => [one['id'], Number(one['secrecy_rank'])]));
    const heads = new Map(tables.all('declaration').map((one) => [one['id'], one]));
    const rankOf = (head: Raw) =>
      Math.max(Number(head['secrecy_rank']), ranks.get(head['item_id'] ?? 0) ?? 0);
    const newest = new Map<string, Raw>();
    for (const one of tables.all('declaration_finding'))
      newest.set([one['declared_id'], one['checked_id'], one['item'], one['row_key']].join('|'), one);
    return [...newest.values()].flatMap((one): Fact[] => {
      const [declared, checked] = [
        heads.get(one['declared_id'] ?? 0) ?? {},
        heads.get(one['checked_id'] ?? 0) ?? {},
      ];
      if (Math.max(rankOf(declared), rankOf(checked)) > rank) return [];
      if (year !== '' && text(declared['year']) !== year) return [];
      return [
        {
          file: files.get(Number(declared['file_id'])) ?? {},
          cls: '',
          kind: text(one['item']),
          year: text(declared['year']),
          counts: { found: 1, [text(one['finding'])]: 1 },
        },
      ];
    });
  },
  measures: (tables, asked) => measured(tables, asked),
  disciplines: (tables, asked) => measured(tables, asked),
  forms: (tables, asked) => measured(tables, asked),
  letters: (tables, { rank, year }) => {
    const files = tables.files();
    const ranks = new Map(tables.all('item').map((one) => [one['id'], Number(one['secrecy_rank'])]));
    const batches = new Map(tables.all('letter_batch').map((one) => [one['id'], one]));
    const sentences = tables.all('letter_sentence');
    const sources = tables.all('letter_source');
    return tables.all('letter').flatMap((one): Fact[] => {
      const batch = batches.get(one['batch_id'] ?? 0) ?? {};
      if (one['state'] !== 'signed' || batch['kind'] !== 'reply') return [];
      const own = sentences.filter((line) => line['letter_id'] === one['id']).map((line) => line['id']);
      const cited = sources
        .filter((source) => own.includes(source['sentence_id'] ?? 0))
        .map((source) => source['item_id']);
      if ([...cited, one['item_id']].some((item) => (ranks.get(item ?? 0) ?? 0) > rank)) return [];
      const signed = office(one['signed_at']);
      if (year !== '' && !signed.startsWith(year)) return [];
      const from = text(batch['from_date']);
      const timed = from.length === 8;
      return [
        {
          file: files.get(Number(one['file_id'])) ?? {},
          cls: '',
          kind: text(batch['from_unit']),
          year: signed.slice(0, 4),
          counts: {
            replied: 1,
            [text(one['conclusion'])]: 1,
            timed: timed ? 1 : 0,
            days: timed ? days(from, signed) : 0,
            late: batch['due_on'] !== '' && signed > text(batch['due_on']) ? 1 : 0,
          },
        },
      ];
    });
  },
};

function measured(tables: Tables, { rank, year, today }: Asked): Fact[] {
  const names = new Map(
    (
      JSON.parse(readFileSync(join(PROGRAM.resources, 'warning-rules.json'), 'utf8')) as {
        kinds: { id: string; name: string }[];
      }
    ).kinds.map((one) => [one.id, one.name]),
  );
  const files = tables.files();
  const items = new Map(tables.all('item').map((one) => [one['id'], one]));
  const noted = tables.all('measure_discipline');
  const bearing = new Set<Value>();
  const found: Fact[] = [];
  for (const one of tables.all('measure')) {
    if (one['withdrawn'] !== null) continue;
    bearing.add(one['item_id'] ?? 0);
    const item = items.get(one['item_id'] ?? 0) ?? {};
    const decided = digits(one['decided_on']);
    if (Number(item['secrecy_rank']) > rank || (year !== '' && !decided.startsWith(year))) continue;
    const kind = text(one['kind']);
    const form = FORM[kind] ?? 0;
    const breaches = noted.filter((breach) => breach['measure_id'] === one['id']);
    found.push({
      file: files.get(Number(one['file_id'])) ?? {},
      cls: '',
      kind: names.get(kind) ?? kind,
      year: decided.slice(0, 4),
      counts: {
        measured: 1,
        handled: 1,
        party: PARTY.includes(kind) ? 1 : 0,
        government: kind === 'gov-demerit' ? 1 : 0,
        organisation: kind === 'admonition' ? 1 : 0,
        running: running(kind, text(one['decided_on']), today) ? 1 : 0,
        [form === 0 ? 'unsorted' : `form${form}`]: 1,
        unnoted: breaches.length === 0 ? 1 : 0,
        ...Object.fromEntries(breaches.map((breach) => [text(breach['discipline']), 1])),
      },
    });
  }
  for (const item of items.values()) {
    if (!['0702', '0703'].includes(text(item['class_code'])) || item['state'] === 'void') continue;
    if (bearing.has(item['id'] ?? 0) || Number(item['secrecy_rank']) > rank) continue;
    if (year !== '' && !text(item['date_sort']).startsWith(year)) continue;
    found.push({
      file: files.get(Number(item['file_id'])) ?? {},
      cls: '',
      kind: '谈话函询',
      year: text(item['date_sort']).slice(0, 4),
      counts: { handled: 1, form1: 1 },
    });
  }
  return found;
}

/** @returns cells of each row by its key, and of the total */
export function recount(db: Connection, id: string, asked: Asked): Told {
  const columns = COLUMNS[id];
  const gather = GATHER[id];
  if (!columns || !gather) throw new Error(`no recount of ${id}`);
  const facts = gather(new Tables(db), asked).filter(
    (one) => asked.unit === '' || one.file['unit'] === asked.unit,
  );
  const cellsOf = (some: readonly Fact[]): Cell[] => {
    const sum = (column: string) => some.reduce((all, one) => all + (one.counts[column] ?? 0), 0);
    return columns.map((column) => {
      if (typeof column === 'string') return sum(column);
      if ('people' in column)
        return new Set(
          some.filter((one) => (one.counts[column.people] ?? 0) > 0).map((one) => one.file['fileId']),
        ).size;
      return sum(column.whole) === 0 ? '—' : sum(column.part) / sum(column.whole);
    });
  };
  const keyOf = (one: Fact) =>
    ({
      unit: text(one.file['unit']),
      rank: text(one.file['rank']),
      class: one.cls,
      kind: one.kind,
      year: one.year,
    })[asked.by] ?? '';
  const groups = Object.entries(Object.groupBy(facts, keyOf)).map(([key, some]): [string, Cell[]] => [
    key,
    cellsOf(some ?? []),
  ]);
  return {
    rows: Object.fromEntries(groups.filter(([, cells]) => cells.some((cell) => cell !== '—' && cell > 0))),
    total: cellsOf(facts),
  };
}
