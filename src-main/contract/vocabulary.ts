/** Words of the field as closed unions. No zod here: the renderer imports these as values. */

/** 密级. `internal` is 内部(工作秘密), which is no state-secret level and takes no ★ (domain 2.10). Ordered low to high. */
export const SECRECY_LEVELS = ['internal', 'secret', 'confidential', 'top-secret'] as const;
export type SecrecyLevel = (typeof SECRECY_LEVELS)[number];

/** 保管期限, written as DA/T 13-2022 writes it: 永久, 定期30年, 定期10年. */
export const RETENTIONS = ['Y', 'D30', 'D10'] as const;
export type Retention = (typeof RETENTIONS)[number];

/** 来源: 个人, 组织, 群众. */
export const SOURCE_KINDS = ['personal', 'organisation', 'masses'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** 性质: 陈述性, 结论性. */
export const NATURES = ['statement', 'conclusion'] as const;
export type Nature = (typeof NATURES)[number];

/** 原件 / 复印件. */
export const ORIGINALITIES = ['original', 'copy'] as const;
export type Originality = (typeof ORIGINALITIES)[number];

/** Business roles and the three officers (三员). */
export const OFFICER_ROLES = ['system-admin', 'security-admin', 'auditor'] as const;
export const BUSINESS_ROLES = ['clerk', 'appraiser', 'reviewer', 'approver', 'reader'] as const;
export const ROLES = [...OFFICER_ROLES, ...BUSINESS_ROLES] as const;
export type OfficerRole = (typeof OFFICER_ROLES)[number];
export type BusinessRole = (typeof BUSINESS_ROLES)[number];
export type Role = (typeof ROLES)[number];

export const ROLE_WORDS: Record<Role, string> = {
  'system-admin': '系统管理员',
  'security-admin': '安全保密管理员',
  auditor: '安全审计员',
  clerk: '档案员',
  appraiser: '鉴定员',
  reviewer: '审核员',
  approver: '审批人',
  reader: '查阅人',
};

/** Numbering state of an item (design section 9). */
export const ITEM_STATES = ['draft', 'fixed', 'void'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** What can be taken back at the desk: 著录 (one item or many), 新建, 排列, 归件. */
export const ACT_KINDS = ['edit', 'create', 'arrange', 'place'] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** State of a cadre's file. */
export const FILE_STATES = ['open', 'in-transfer', 'sealed'] as const;
export type FileState = (typeof FILE_STATES)[number];

/** Appraisal state of an item: not yet looked at, proposed by one, confirmed by another, refused, sent back for more. */
export const APPRAISAL_STATES = ['pending', 'proposed', 'confirmed', 'refused', 'supplement'] as const;
export type AppraisalState = (typeof APPRAISAL_STATES)[number];

/**
 * 查阅单 states: being written, in sign-off, may be read, readers sit at the desk, reading is over and the return check is due,
 * done; or never carried out.
 */
export const CONSULT_STATES = [
  'draft',
  'submitted',
  'approved',
  'reading',
  'returning',
  'closed',
  'rejected',
  'withdrawn',
  'expired',
] as const;
export type ConsultState = (typeof CONSULT_STATES)[number];

/** 查阅方式: 查阅, 摘抄, 复制, 借出 (domain 4, form 7). */
export const CONSULT_WAYS = ['read', 'excerpt', 'copy', 'loan'] as const;
export type ConsultWay = (typeof CONSULT_WAYS)[number];
export const CONSULT_WAY_WORDS: Record<ConsultWay, string> = {
  read: '查阅',
  excerpt: '摘抄',
  copy: '复制',
  loan: '借出',
};

/** What ties an account or a named person to a cadre; `distinct` says that a namesake was found to be another person. */
export const TIE_KINDS = ['relative', 'superior', 'subordinate', 'connected', 'distinct'] as const;
export type TieKind = (typeof TIE_KINDS)[number];
export const TIE_WORDS: Record<TieKind, string> = {
  relative: '亲属',
  superior: '直接上级',
  subordinate: '直接下级',
  connected: '有利害关系',
  distinct: '核实为同名另一人',
};

/** How a sitting at the desk ended: by the readers, by the clock, by a stop of the program, by the desk clerk leaving. */
export const SITTING_ENDS = ['finished', 'time-over', 'interrupted', 'desk-left'] as const;
export type SittingEnd = (typeof SITTING_ENDS)[number];

/** What became of an excerpt or copy: still out, given back, destroyed, filed with the case it was made for. */
export const COPY_STATES = ['out', 'returned', 'destroyed', 'filed'] as const;
export type CopyState = (typeof COPY_STATES)[number];
export const COPY_STATE_WORDS: Record<CopyState, string> = {
  out: '在外',
  returned: '已收回',
  destroyed: '已销毁',
  filed: '已归入案卷',
};

export const SECRECY_WORDS: Record<SecrecyLevel, string> = {
  internal: '内部',
  secret: '秘密',
  confidential: '机密',
  'top-secret': '绝密',
};

/** Longest term in years where none is marked (domain 2.10). */
export const LONGEST_SECRECY_YEARS: Record<SecrecyLevel, number> = {
  internal: 0,
  secret: 10,
  confidential: 20,
  'top-secret': 30,
};

/** `机密★20年`; 内部 is no state-secret level and takes no ★. */
export function secrecyMark(level: SecrecyLevel, years: number): string {
  return level === 'internal'
    ? SECRECY_WORDS.internal
    : `${SECRECY_WORDS[level]}★${years || LONGEST_SECRECY_YEARS[level]}年`;
}

export function secrecyRank(level: SecrecyLevel): number {
  return SECRECY_LEVELS.indexOf(level);
}

/** 密级 of a container, compilation or extract: the highest level and the longest term of its contents (domain 2.10). */
export function highestSecrecy(
  contents: readonly { readonly secrecy: SecrecyLevel; readonly secrecyYears: number }[],
): { readonly secrecy: SecrecyLevel; readonly secrecyYears: number } {
  let secrecy: SecrecyLevel = 'internal';
  let years = 0;
  for (const one of contents) {
    if (secrecyRank(one.secrecy) > secrecyRank(secrecy)) secrecy = one.secrecy;
    years = Math.max(years, one.secrecyYears || LONGEST_SECRECY_YEARS[one.secrecy]);
  }
  return { secrecy, secrecyYears: secrecy === 'internal' ? 0 : years };
}

/** 宣传教育的形式. */
export const TRAINING_FORMS = ['lecture', 'case', 'visit', 'exam', 'study', 'other'] as const;
export type TrainingForm = (typeof TRAINING_FORMS)[number];
export const TRAINING_FORM_WORDS: Record<TrainingForm, string> = {
  lecture: '专题辅导',
  case: '警示教育',
  visit: '参观见学',
  exam: '知识测试',
  study: '自学',
  other: '其他',
};

/** 六项纪律. */
export const DISCIPLINES = ['political', 'organisational', 'integrity', 'mass', 'work', 'life'] as const;
export type Discipline = (typeof DISCIPLINES)[number];
export const DISCIPLINE_WORDS: Record<Discipline, string> = {
  political: '政治纪律',
  organisational: '组织纪律',
  integrity: '廉洁纪律',
  mass: '群众纪律',
  work: '工作纪律',
  life: '生活纪律',
};
