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

/** Numbering state of an item (design section 9). */
export const ITEM_STATES = ['draft', 'fixed', 'void'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** State of a cadre's file. */
export const FILE_STATES = ['open', 'in-transfer', 'sealed'] as const;
export type FileState = (typeof FILE_STATES)[number];

/** Appraisal state of an item: not yet looked at, proposed by one, confirmed by another, refused, sent back for more. */
export const APPRAISAL_STATES = ['pending', 'proposed', 'confirmed', 'refused', 'supplement'] as const;
export type AppraisalState = (typeof APPRAISAL_STATES)[number];

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
