import type { Input, Output } from '#contract/index.ts';
import { plainDate } from '../words/index.ts';

export type PersonDraft = Input<'people.save'>['person'];
export type PersonDetail = Output<'people.get'>;
export type PersonField = keyof PersonDraft;

export const FIELD_WORDS: Record<PersonField, string> = {
  name: '姓名',
  formerName: '曾用名',
  sex: '性别',
  ethnicity: '民族',
  birthDate: '出生日期',
  idNumber: '身份证号',
  idNumberReason: '号码有误的说明',
  politicalStatus: '政治面貌',
  partyDate: '入党时间',
  workDate: '参加工作',
  rank: '级别',
  unit: '单位',
  department: '部门',
  leadingGroup: '班子',
  posts: '职务',
  staffNumber: '工号',
  remarks: '备注',
};
const FIELDS = Object.keys(FIELD_WORDS) as PersonField[];

export const EMPTY: PersonDraft = {
  name: '',
  formerName: '',
  sex: '',
  ethnicity: '',
  birthDate: '',
  idNumber: '',
  idNumberReason: '',
  politicalStatus: '',
  partyDate: '',
  workDate: '',
  rank: '',
  unit: '',
  department: '',
  leadingGroup: '',
  posts: [],
  staffNumber: '',
  remarks: '',
};

/** What of the record a clerk may write. */
export function draftOf(detail: PersonDetail): PersonDraft {
  const {
    id: _id,
    revision: _revision,
    fileId: _fileId,
    volumeNumber: _volume,
    fileState: _state,
    relatives: _relatives,
    classes: _classes,
    ...draft
  } = detail;
  return draft;
}

/** A field as one line, for comparing and for showing. */
export function lineOf(draft: PersonDraft, field: PersonField): string {
  return field === 'posts' ? draft.posts.join('；') : draft[field];
}

export function differingFields(left: PersonDraft, right: PersonDraft): PersonField[] {
  return FIELDS.filter((field) => lineOf(left, field) !== lineOf(right, field));
}

/** What is sent: rows of posts that were left empty are no posts; what is no date goes as typed, for the route to refuse. */
export function tidied(draft: PersonDraft): PersonDraft {
  return {
    ...draft,
    birthDate: plainDate(draft.birthDate) ?? draft.birthDate,
    partyDate: plainDate(draft.partyDate) ?? draft.partyDate,
    workDate: plainDate(draft.workDate) ?? draft.workDate,
    posts: draft.posts.filter((post) => post.trim() !== ''),
  };
}
