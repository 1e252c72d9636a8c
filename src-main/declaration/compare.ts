/**
 * 比对: two reports row by row. Against another year or a change report it says what came, went and changed, and what a
 * person must explain (domain 6.3). Against a check result it gives the class that the list of the 查核办法 (arts. 3–4)
 * gives; that is 疑似 until the office has found. Pure functions: no clock, no database.
 */
import { type Form, type Item, labelOf, type Row } from './form.ts';

export interface FieldChange {
  readonly label: string;
  readonly left: string;
  readonly right: string;
  readonly percent: number | null;
}
export type Suspected = 'omitted' | 'concealed' | 'undecided';
export interface Compared {
  readonly item: string;
  readonly itemName: string;
  readonly name: string;
  readonly rowKey: string;
  readonly outcome: 'added' | 'removed' | 'changed' | 'same';
  readonly fields: readonly FieldChange[];
  readonly questions: readonly string[];
  readonly suspected: Suspected | null;
}

interface Pair {
  readonly item: Item;
  readonly key: string;
  readonly left: Row | undefined;
  readonly right: Row | undefined;
}
const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s·,，。、()（）-]/g, '');

/** Rows of one item by key; the second of the same key is `key#2`, so that none hides another. */
function byKey(item: Item, rows: readonly Row[]): Map<string, Row> {
  const found = new Map<string, Row>();
  for (const row of rows) {
    if (row.item !== item.code) continue;
    const base = item.key.map((key) => fold(row.values[key] ?? '')).join('|');
    let key = base;
    for (let n = 2; found.has(key); n += 1) key = `${base}#${n}`;
    found.set(key, row);
  }
  return found;
}

function pairs(form: Form, left: readonly Row[], right: readonly Row[]): Pair[] {
  return form.items.flatMap((item) => {
    const before = byKey(item, left);
    const after = byKey(item, right);
    return [...new Set([...before.keys(), ...after.keys()])].map((key) => ({
      item,
      key,
      left: before.get(key),
      right: after.get(key),
    }));
  });
}

const FIGURES = new Set(['money', 'area', 'share']);
function changesOf({ item, left, right }: Pair): FieldChange[] {
  return item.fields.flatMap((field) => {
    const before = left?.values[field.key] ?? '';
    const after = right?.values[field.key] ?? '';
    if (fold(before) === fold(after)) return [];
    const percent =
      FIGURES.has(field.type) && Number(before) > 0 && after !== ''
        ? Math.round(((Number(after) - Number(before)) / Number(before)) * 1000) / 10
        : null;
    return [{ label: field.label, left: before, right: after, percent }];
  });
}

function describe(pair: Pair): Omit<Compared, 'questions' | 'suspected'> {
  const { item, left, right } = pair;
  const fields = changesOf(pair);
  const values = (right ?? left)?.values ?? {};
  return {
    item: item.code,
    itemName: item.name,
    name: item.key
      .map((key) => values[key] ?? '')
      .filter((words) => words !== '')
      .join(' '),
    rowKey: pair.key,
    outcome: !left ? 'added' : !right ? 'removed' : fields.length > 0 ? 'changed' : 'same',
    fields,
  };
}

/** What stands beside the two reports and may explain a difference. */
export interface Surroundings {
  /** Rows of the change reports (变更报告) of the later year and the one before. */
  readonly reported: readonly Row[];
  /** Something of 因私出国证件 (class 0403) is filed in the later year or after. */
  readonly passportFiled: boolean;
}
const OWNED = new Set(['house', 'holding', 'firm', 'abroad']);
const GIVEN_UP = new Set(['出售', '赠与', '拆迁']);

/** This year against last year. */
export function compareYears(
  form: Form,
  left: readonly Row[],
  right: readonly Row[],
  { reported, passportFiled }: Surroundings,
): Compared[] {
  const isReported = (item: Item, key: string) => byKey(item, reported).has(key);
  const all = pairs(form, left, right);
  const whole = questionsOfWhole(left, right);
  return all.map((pair) => {
    const said = describe(pair);
    const { item, key } = pair;
    const questions: string[] = [...(whole.get(`${item.code} ${key}`) ?? [])];
    if (said.outcome === 'removed' && OWNED.has(item.code) && !isReported(item, key))
      questions.push('资产不再填报：没有出售、转让或变更报告的记录，须说明去向');
    if (
      item.code === 'house' &&
      said.outcome === 'changed' &&
      pair.left?.values['title'] &&
      said.fields.some((one) => one.label === labelOf(item, 'area'))
    )
      questions.push('面积变化：产权证号相同而面积不同，须核对产权证');
    if (item.code === 'house' && said.outcome === 'same' && GIVEN_UP.has(pair.right?.values['origin'] ?? ''))
      questions.push('去向重复：上年已填出售、赠与或拆迁，本年仍填报');
    if (
      (item.code === 'passport' || item.code === 'hkmt') &&
      said.outcome === 'added' &&
      pair.right?.values['kind'] === '持有证件' &&
      !passportFiled
    )
      questions.push('新增证件：未见因私出国（境）证件保管或审批材料（0403）');
    if (
      item.code === 'occupation' &&
      (said.outcome === 'added' || said.outcome === 'changed') &&
      !isReported(item, key)
    )
      questions.push('亲属从业变化：未见变化后30日内的变更报告');
    if (
      item.code === 'marriage' &&
      ['结婚', '离婚', '丧偶'].includes(pair.right?.values['change'] ?? '') &&
      pair.left !== undefined &&
      fold(pair.left.values['spouse'] ?? '') === fold(pair.right?.values['spouse'] ?? '') &&
      pair.right?.values['change'] === '结婚'
    )
      questions.push('婚姻变化：填报结婚而配偶信息与上年相同');
    return { ...said, questions, suspected: null };
  });
}

const total = (rows: readonly Row[], ...items: string[]) =>
  rows
    .filter((row) => items.includes(row.item))
    .reduce((sum, row) => sum + Number(row.values['amount'] ?? '0'), 0);
const childrenIn = (rows: readonly Row[]) =>
  rows.filter((row) => row.item === 'family' && /[子女]$/.test(row.values['relation'] ?? ''));

/** Questions about sums rather than rows, hung on the first row they are about. */
function questionsOfWhole(left: readonly Row[], right: readonly Row[]): Map<string, string[]> {
  const asked = new Map<string, string[]>();
  const ask = (item: string, key: string, words: string) => {
    const at = `${item} ${key}`;
    asked.set(at, [...(asked.get(at) ?? []), words]);
  };
  const grown = total(right, 'holding', 'abroad') - total(left, 'holding', 'abroad');
  const income = total(right, 'salary', 'labour');
  const largest = right
    .filter((row) => row.item === 'holding' || row.item === 'abroad')
    .toSorted((a, b) => Number(b.values['amount'] ?? 0) - Number(a.values['amount'] ?? 0))[0];
  if (largest && left.some((row) => row.item === 'holding' || row.item === 'abroad') && grown > income)
    ask(
      largest.item,
      largest.item === 'holding'
        ? ['name', 'code'].map((key) => fold(largest.values[key] ?? '')).join('|')
        : ['name', 'bank'].map((key) => fold(largest.values[key] ?? '')).join('|'),
      `增长高于收入：金融资产增加 ${tidy(grown)} 万元，填报收入合计 ${tidy(income)} 万元，须说明来源`,
    );
  const before = childrenIn(left);
  const after = new Set(childrenIn(right).map((row) => fold(row.values['name'] ?? '')));
  if (after.size < before.length)
    for (const child of before.filter((row) => !after.has(fold(row.values['name'] ?? ''))))
      ask(
        'family',
        ['relation', 'name'].map((key) => fold(child.values[key] ?? '')).join('|'),
        '子女减少：上年填报的子女本年没有填报，须说明原因',
      );
  return asked;
}
const tidy = (figure: number) => String(Number(figure.toFixed(2)));

/** A declaration against what the check found. */
export function compareWithCheck(form: Form, declared: readonly Row[], checked: readonly Row[]): Compared[] {
  return pairs(form, declared, checked).map((pair) => {
    const said = describe(pair);
    return { ...said, questions: [], suspected: suspectedOf(pair) };
  });
}

/** The class of one difference; null: none. Only what the check has and the declaration lacks can be one. */
function suspectedOf({ item, left, right }: Pair): Suspected | null {
  if (!right) return null;
  if (!left) {
    // 车库、车位、储藏间 missing is 漏报, a whole house 隐瞒不报.
    const nature = right.values['nature'] ?? '';
    return item.lesser.includes(nature) ? 'omitted' : item.missing;
  }
  if (item.measure === null) return null;
  const declared = Number(left.values[item.measure] ?? 0);
  const found = Number(right.values[item.measure] ?? 0);
  if (!(found > declared)) return null;
  // The list names areas of houses, holdings and firms; a too small figure elsewhere it leaves open.
  return item.missing === 'undecided' ? 'undecided' : 'omitted';
}
