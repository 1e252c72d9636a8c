import { DISCIPLINES } from '#contract/vocabulary.ts';
import { type ReadDb, rows, theRow } from '#main/storage/index.ts';
import type { Asked, Axis, Sum } from '../description.ts';

/**
 * A source gives facts: key, file_id, item_id, name, unit, rank, class, kind, label, day (yyyymmdd, as far as known), and
 * flags (0 or 1) and amounts under the names that the columns of a report count. What lies above the clearance is no fact.
 */
const PERSON = 'f.id AS file_id, f.person_id, p.name, p.unit, p.rank';
const FILE = 'JOIN cadre_file f ON f.id = %.file_id JOIN person p ON p.id = f.person_id';
const file = (table: string) => FILE.replace('%', table);
/** The day of an instant by the clock of the office. */
const day = (instant: string) => `strftime('%Y%m%d', ${instant}, 'localtime')`;
const IN_YEAR = `(:year = '' OR substr(i.date_sort, 1, 4) = :year)`;

const SOURCES = {
  /** Items that are not void, with their sheets. Those more scanned than counted count as fully imaged. */
  items: `SELECT i.id AS key, ${PERSON}, i.id AS item_id, i.class_code AS class, i.retention AS kind, i.title AS label,
      i.date_sort AS day, 1 AS held, i.paper_pages IS NULL AS uncounted, i.paper_pages IS NOT NULL AS counted,
      coalesce(i.paper_pages, 0) AS paper, min(i.scanned_pages, coalesce(i.paper_pages, 0)) AS imaged,
      max(coalesce(i.paper_pages, 0) - i.scanned_pages, 0) AS missing
    FROM item i ${file('i')} WHERE i.state <> 'void' AND i.secrecy_rank <= :rank AND ${IN_YEAR}`,
  /** Counted from 1 January after the year of the material (domain 2.9); undated material has no certain end. */
  terms: `SELECT *, ends < :today AS ended, substr(ends, 1, 4) = substr(:today, 1, 4) AS ending FROM (
    SELECT i.id AS key, ${PERSON}, i.id AS item_id, i.class_code AS class, i.title AS label, i.date_sort AS day,
      CASE i.retention WHEN 'D10' THEN '定期10年' ELSE '定期30年' END AS kind, 1 AS termed, i.date_sort = '' AS undated,
      CASE i.date_sort WHEN '' THEN '9999' ELSE
        (CAST(substr(i.date_sort, 1, 4) AS INTEGER) + CASE i.retention WHEN 'D10' THEN 10 ELSE 30 END) || '1231' END AS ends
    FROM item i ${file('i')} WHERE i.state <> 'void' AND i.retention <> 'Y' AND i.secrecy_rank <= :rank)`,
  /** Everybody with a file, and the consults in which a file was read or lent. */
  consults: `SELECT 'p' || f.id AS key, ${PERSON}, NULL AS item_id, '' AS class, '' AS kind, '' AS label, '' AS day,
      1 AS on_file, 0 AS used, 0 AS lent
    FROM cadre_file f JOIN person p ON p.id = f.person_id WHERE p.retracted_at IS NULL
    UNION ALL SELECT 'c' || r.id, ${PERSON}, NULL, '', r.purpose_name, r.number || ' ' || r.purpose_name, ${day('r.created_at')},
      0, 1, EXISTS (SELECT 1 FROM loan l WHERE l.request_id = r.id)
    FROM consult_request r ${file('r')} WHERE r.secrecy_rank <= :rank AND r.created_at >= :from AND r.created_at < :to
      AND (EXISTS (SELECT 1 FROM consult_sitting s WHERE s.request_id = r.id)
        OR EXISTS (SELECT 1 FROM loan l WHERE l.request_id = r.id))`,
  /** Files sent to other units. A receipt is asked for within a month (domain 4, form 9). */
  transfers: `SELECT c.id AS key, ${PERSON}, NULL AS item_id, '' AS class, t.name AS kind,
      c.slip_number || ' ' || t.name AS label, ${day('c.created_at')} AS day, 1 AS sent, c.state = 'receipted' AS receipted,
      c.state = 'returned' AS returned, c.state = 'sealed' AND ${day('c.created_at')} < :month_ago AS late
    FROM transfer_case c JOIN partner t ON t.id = c.partner_id ${file('c')}
    WHERE c.direction = 'out' AND c.created_at >= :from AND c.created_at < :to`,
  /** Originals lent and copies given out that are not back. */
  outstanding: `SELECT 'l' || l.id AS key, ${PERSON}, NULL AS item_id, '' AS class, '借阅' AS kind,
      l.number || ' ' || l.borrower_unit || ' ' || l.borrower AS label, ${day('l.due_at')} AS day, 1 AS out, l.due_at < :now AS late,
      CASE WHEN l.due_at < :now THEN CAST(julianday(:now) - julianday(l.due_at) AS INTEGER) ELSE 0 END AS days
    FROM loan l JOIN consult_request r ON r.id = l.request_id ${file('r')}
    WHERE l.returned_at IS NULL AND r.secrecy_rank <= :rank
    UNION ALL SELECT 'c' || y.id, ${PERSON}, NULL, '', '摘抄、复制件',
      r.number || ' 第' || y.copy_number || '份 ' || y.received_by, ${day('y.due_at')}, 1, y.due_at < :now,
      CASE WHEN y.due_at < :now THEN CAST(julianday(:now) - julianday(y.due_at) AS INTEGER) ELSE 0 END
    FROM consult_copy y JOIN consult_request r ON r.id = y.request_id ${file('r')}
    WHERE y.state = 'out' AND max(y.secrecy_rank, r.secrecy_rank) <= :rank`,
  /** What was found of a declaration: the newest finding of each row, against the newest check. */
  findings: `SELECT n.id AS key, ${PERSON}, d.item_id, '' AS class, n.item AS kind, n.basis AS label, d.year || '0000' AS day,
      n.finding = 'truthful' AS truthful, n.finding = 'omitted' AS omitted, n.finding = 'concealed' AS concealed, 1 AS found
    FROM declaration_finding n JOIN declaration d ON d.id = n.declared_id JOIN declaration c ON c.id = n.checked_id
    LEFT JOIN item i ON i.id = d.item_id LEFT JOIN item j ON j.id = c.item_id ${file('d')}
    WHERE max(d.secrecy_rank, c.secrecy_rank, coalesce(i.secrecy_rank, 0), coalesce(j.secrecy_rank, 0)) <= :rank
      AND (:year = '' OR d.year = CAST(:year AS INTEGER))
      AND NOT EXISTS (SELECT 1 FROM declaration_finding l WHERE l.declared_id = n.declared_id AND l.checked_id = n.checked_id
        AND l.item = n.item AND l.row_key = n.row_key AND l.id > n.id)`,
  /** Measures that stand, as the rules in force name and weigh them (:given), and talks and inquiries without one. */
  measures: `SELECT 'm' || m.id AS key, ${PERSON}, m.item_id, i.class_code AS class, g.value ->> 'kind' AS kind,
      (g.value ->> 'kind') || '：' || i.title AS label, replace(replace(m.decided_on, '[', ''), ']', '') AS day,
      1 AS measured, (g.value ->> 'group') = 'party' AS party, (g.value ->> 'group') = 'government' AS government,
      (g.value ->> 'group') = 'organisation' AS organisation, (g.value ->> 'running') AS running,
      ${DISCIPLINES.map((one) => `EXISTS (SELECT 1 FROM measure_discipline d WHERE d.measure_id = m.id AND d.discipline = '${one}') AS ${one}`).join(',\n      ')},
      NOT EXISTS (SELECT 1 FROM measure_discipline d WHERE d.measure_id = m.id) AS unnoted,
      (g.value ->> 'form') = 1 AS form1, (g.value ->> 'form') = 2 AS form2, (g.value ->> 'form') = 3 AS form3,
      (g.value ->> 'form') = 4 AS form4, (g.value ->> 'form') = 0 AS unsorted, 1 AS handled
    FROM json_each(:given) AS g JOIN measure m ON m.id = (g.value ->> 'id') JOIN item i ON i.id = m.item_id ${file('m')}
    WHERE m.withdrawn IS NULL AND i.secrecy_rank <= :rank
      AND (:year = '' OR substr(replace(m.decided_on, '[', ''), 1, 4) = :year)
    UNION ALL SELECT 'i' || i.id, ${PERSON}, i.id, i.class_code, '谈话函询', i.title, i.date_sort, 0, 0, 0, 0, 0,
      ${DISCIPLINES.map(() => '0').join(', ')}, 0, 1, 0, 0, 0, 0, 1
    FROM item i ${file('i')} WHERE i.class_code IN (SELECT value FROM json_each(:talks)) AND i.state <> 'void'
      AND i.secrecy_rank <= :rank AND ${IN_YEAR}
      AND NOT EXISTS (SELECT 1 FROM measure m WHERE m.item_id = i.id AND m.withdrawn IS NULL)`,
  /** Signed replies, with the days they took (:given). */
  letters: `SELECT l.id AS key, ${PERSON}, l.item_id, '' AS class, b.from_unit AS kind,
      coalesce(l.number, '') || ' ' || b.purpose AS label, ${day('l.signed_at')} AS day, 1 AS replied,
      l.conclusion = 'clear' AS clear, l.conclusion = 'settled' AS settled, l.conclusion = 'pending' AS pending,
      l.conclusion = 'influence' AS influence, (g.value ->> 'days') IS NOT NULL AS timed,
      coalesce(g.value ->> 'days', 0) AS days, (g.value ->> 'late') AS late
    FROM json_each(:given) AS g JOIN letter l ON l.id = (g.value ->> 'id') JOIN letter_batch b ON b.id = l.batch_id ${file('l')}
    WHERE l.signed_at >= :from AND l.signed_at < :to`,
} as const;
export type SourceName = keyof typeof SOURCES;

/** What a source is asked with. `given`: what only the program can say of each record; `talks`: sub-classes of talks. */
export interface Bound extends Asked {
  readonly given: readonly unknown[];
  readonly talks: readonly string[];
  readonly monthAgo: string;
}
const bound = (one: Bound) => ({
  rank: one.clearanceRank,
  year: one.year,
  today: one.today,
  month_ago: one.monthAgo,
  from: one.from,
  to: one.to,
  now: one.now,
  unit: one.unit,
  given: JSON.stringify(one.given),
  talks: JSON.stringify(one.talks),
});
const AXES: Readonly<Record<Axis, string>> = {
  unit: 'unit',
  rank: 'rank',
  class: 'substr(class, 1, 2)',
  kind: 'kind',
  year: 'substr(day, 1, 4)',
};
const facts = (source: SourceName) => `(SELECT * FROM (${SOURCES[source]}) WHERE :unit = '' OR unit = :unit)`;
/** Names of flags and amounts come from the descriptions, never from outside; this keeps it so. */
function named(name: string): string {
  if (!/^[a-z_0-9]+$/.test(name)) throw new Error(`no column ${name}`);
  return name;
}
function summed({ of, as }: Sum): string {
  if (as === 'people') return `count(DISTINCT CASE WHEN ${named(of)} THEN file_id END)`;
  return `coalesce(sum(${named(of)}), 0)`;
}

export interface Totals {
  readonly key: string;
  readonly sums: readonly number[];
}
/** Sums by an axis, in the order of its keys; with `axis` undefined, of everything in one row. */
export function totalsBy(
  db: ReadDb,
  source: SourceName,
  axis: Axis | undefined,
  sums: readonly Sum[],
  given: Bound,
): Totals[] {
  const columns = sums.map((one, at) => `${summed(one)} AS s${at}`).join(', ');
  const key = axis === undefined ? `''` : AXES[axis];
  const found = rows<Record<string, number> & { readonly key: string }>(
    db,
    `SELECT ${key} AS key, ${columns} FROM ${facts(source)} ${axis === undefined ? '' : 'GROUP BY 1 ORDER BY 1'}`,
    bound(given),
  );
  return found.map((one) => ({ key: one.key, sums: sums.map((_, at) => one[`s${at}`] ?? 0) }));
}

export interface FactRecord {
  readonly key: string;
  readonly fileId: number;
  readonly personId: number;
  readonly itemId: number | null;
  readonly name: string;
  readonly unit: string;
  readonly words: string;
  readonly day: string;
  readonly amount: number;
}
/** The facts behind one number, the newest first, and how many there are in all. */
export function factsBehind(
  db: ReadDb,
  source: SourceName,
  within: { readonly axis: Axis; readonly key: string | null },
  { of, as }: Sum,
  given: Bound,
  limit: number,
): { readonly facts: FactRecord[]; readonly count: number; readonly amount: number } {
  const condition = `${named(of)} > 0 AND (:key IS NULL OR ${AXES[within.axis]} = :key)`;
  const parameters = { ...bound(given), key: within.key, limit };
  const people = as === 'people';
  const found = rows<FactRecord>(
    db,
    `SELECT ${people ? `'f' || file_id` : 'CAST(key AS TEXT)'} AS key, file_id AS fileId, person_id AS personId,
       ${people ? 'CASE count(*) WHEN 1 THEN max(item_id) END' : 'item_id'} AS itemId, name, unit,
       ${people ? `CASE count(*) WHEN 1 THEN max(label) ELSE count(*) || ' 项' END` : 'label'} AS words,
       ${people ? 'max(day)' : 'day'} AS day, ${people ? '1' : named(of)} AS amount
     FROM ${facts(source)} WHERE ${condition} ${people ? 'GROUP BY file_id' : ''}
     ORDER BY day DESC, fileId, key LIMIT :limit`,
    parameters,
  );
  const { count, amount } = theRow<{ count: number; amount: number }>(
    db,
    `SELECT ${people ? 'count(DISTINCT file_id)' : 'count(*)'} AS count,
       ${people ? 'count(DISTINCT file_id)' : `coalesce(sum(${named(of)}), 0)`} AS amount
     FROM ${facts(source)} WHERE ${condition}`,
    parameters,
  );
  return { facts: found, count, amount };
}
/** Units of those who have a file. */
export function rosterUnits(db: ReadDb): string[] {
  return rows<{ unit: string }>(
    db,
    `SELECT DISTINCT unit FROM person WHERE retracted_at IS NULL AND unit <> '' ORDER BY unit`,
  ).map((one) => one.unit);
}
