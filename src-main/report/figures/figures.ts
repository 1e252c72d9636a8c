/** 统计表 (domain 6.5): each figure says what it counts; completeness and balance have their own screen. */
import { DISCIPLINE_WORDS, DISCIPLINES } from '#contract/vocabulary.ts';
import type { Figures, Sum } from '../description.ts';

const facts = (of: string): Sum => ({ of, as: 'facts' });
const people = (of: string): Sum => ({ of, as: 'people' });
const amount = (of: string): Sum => ({ of, as: 'amount' });
const number = (key: string, title: string, part: Sum) => ({ key, title, show: 'number', part }) as const;
const count = (key: string, title: string) => number(key, title, facts(key));

const UNIT = ['unit', '单位'] as const;
const RANK = ['rank', '职级'] as const;
const YEAR = ['year', '年度'] as const;

export const FIGURES: readonly Figures[] = [
  {
    kind: 'figures',
    id: 'imaging',
    title: '数字化率',
    basis:
      '数字化率为已扫描页数除以著录的纸质页数；一件扫描多于纸质页数的，按纸质页数计。未著录页数的件不计入，另列。年度按材料形成时间。',
    source: 'items',
    by: [['class', '类别'], UNIT, RANK, YEAR],
    yearly: true,
    columns: [
      count('held', '件数'),
      number('paper', '纸质页数', amount('paper')),
      number('imaged', '已扫描页数', amount('imaged')),
      number('missing', '缺扫页数', amount('missing')),
      {
        key: 'rate',
        title: '数字化率',
        show: 'share',
        part: amount('imaged'),
        whole: amount('paper'),
        leads: amount('missing'),
      },
      count('uncounted', '未著录页数（件）'),
    ],
  },
  {
    kind: 'figures',
    id: 'use',
    title: '利用率',
    basis:
      '利用率为查阅次数除以在册人数。实际阅览或借出过的才算一次查阅，只申请未查阅的不计。在册人数按今日花名册，查阅按申请日期分年度。',
    source: 'consults',
    by: [UNIT, RANK],
    yearly: true,
    columns: [
      number('on_file', '在册人数', people('on_file')),
      count('used', '查阅次数'),
      count('lent', '其中借出'),
      number('read', '被查阅人数', people('used')),
      { key: 'rate', title: '利用率', show: 'share', part: facts('used'), whole: facts('on_file') },
    ],
  },
  {
    kind: 'figures',
    id: 'receipts',
    title: '转递回执率',
    basis: '转出并收到对方接收回执的，除以全部转出。转出满一个月未收回执的为逾期。年度按封包日期。',
    source: 'transfers',
    by: [['kind', '收件单位'], UNIT, YEAR],
    yearly: true,
    roles: ['clerk', 'reviewer', 'approver'],
    columns: [
      count('sent', '转出'),
      count('receipted', '已回执'),
      count('returned', '对方未接收'),
      count('late', '逾期未回执'),
      { key: 'rate', title: '回执率', show: 'share', part: facts('receipted'), whole: facts('sent') },
    ],
  },
  {
    kind: 'figures',
    id: 'outstanding',
    title: '在外与超期未还',
    basis: '今日借出未还的借阅单、未收回的摘抄和复制件；超过应还日期的为超期，天数为超过的整日数。',
    source: 'outstanding',
    by: [['kind', '种类'], UNIT],
    yearly: false,
    columns: [
      count('out', '在外'),
      count('late', '超期未还'),
      {
        key: 'days',
        title: '平均超期天数',
        show: 'mean',
        part: amount('days'),
        whole: facts('late'),
        leads: amount('days'),
      },
    ],
  },
  {
    kind: 'figures',
    id: 'terms',
    title: '到期待鉴定',
    basis:
      '定期保管的材料，自形成年度的次年1月1日起算；期限已满的待鉴定，今年12月31日期满的另列。没有形成时间的算不出期满日，单列。',
    source: 'terms',
    by: [['class', '类别'], ['kind', '保管期限'], UNIT],
    yearly: false,
    columns: [
      count('termed', '定期保管（件）'),
      count('ended', '到期待鉴定'),
      count('ending', '今年年底到期'),
      count('undated', '无形成时间'),
    ],
  },
  {
    kind: 'figures',
    id: 'findings',
    title: '个人有关事项查核认定',
    basis: '只数组织部门已认定的结果，疑似的不计；同一事项多次认定的取最后一次。年度为填报年度。',
    source: 'findings',
    by: [UNIT, RANK, ['kind', '事项'], YEAR],
    yearly: true,
    columns: [
      count('found', '认定事项'),
      count('truthful', '如实'),
      count('omitted', '漏报'),
      count('concealed', '隐瞒不报'),
      number('omitters', '漏报人数', people('omitted')),
      number('concealers', '隐瞒不报人数', people('concealed')),
    ],
  },
  {
    kind: 'figures',
    id: 'measures',
    title: '处分处理与影响期',
    basis:
      '已登记且未撤销的处理处分，年度按决定日期；影响期内按今日和现行规则计算，决定日期不全的不算在期内。',
    source: 'measures',
    by: [['kind', '种类'], UNIT, RANK, YEAR],
    yearly: true,
    columns: [
      count('measured', '处理处分'),
      count('party', '党纪处分'),
      count('government', '政务处分'),
      count('organisation', '组织处理'),
      number('persons', '人数', people('measured')),
      count('running', '影响期内'),
      number('weighed', '影响期内人数', people('running')),
    ],
  },
  {
    kind: 'figures',
    id: 'disciplines',
    title: '处分按违反纪律',
    basis:
      '已登记且未撤销的处理处分，按登记的六项纪律分；一份决定违反几项的，各项都计一次，所以各项相加可多于合计。未登记的另列。年度按决定日期。',
    source: 'measures',
    by: [UNIT, RANK, ['kind', '种类'], YEAR],
    yearly: true,
    columns: [
      count('measured', '处理处分'),
      ...DISCIPLINES.map((one) => count(one, DISCIPLINE_WORDS[one])),
      count('unnoted', '未登记'),
      number('persons', '人数', people('measured')),
    ],
  },
  {
    kind: 'figures',
    id: 'forms',
    title: '四种形态',
    basis:
      '谈话函询和诫勉为第一种；党纪政务轻处分、组织调整为第二种；重处分、重大职务调整为第三种；涉嫌违法犯罪移送的为第四种。谈话函询材料已登记处理处分的不重复计。归不进的另列，由人认定。',
    source: 'measures',
    by: [UNIT, RANK, YEAR, ['kind', '种类']],
    yearly: true,
    columns: [
      count('handled', '合计'),
      count('form1', '第一种'),
      count('form2', '第二种'),
      count('form3', '第三种'),
      count('form4', '第四种'),
      count('unsorted', '未归类'),
      number('persons', '人数', people('handled')),
    ],
  },
  {
    kind: 'figures',
    id: 'letters',
    title: '廉政意见回复',
    basis:
      '已签发的回复函，年度按签发日期。办理天数自来函日期至签发日期；来函日期未写到日的不算平均。超过办理期限签发的为逾期。',
    source: 'letters',
    by: [['kind', '来函单位'], UNIT, RANK, YEAR],
    yearly: true,
    roles: ['clerk', 'reviewer', 'approver'],
    columns: [
      count('replied', '回复'),
      count('clear', '未发现问题'),
      count('settled', '已了结'),
      count('pending', '正在核查'),
      count('influence', '影响期内'),
      {
        key: 'days',
        title: '平均天数',
        show: 'mean',
        part: amount('days'),
        whole: facts('timed'),
        leads: facts('timed'),
      },
      count('late', '逾期'),
    ],
  },
];
