import { z } from 'zod';
import { route } from '../route.ts';
import {
  Done,
  FileState,
  FilledLine,
  Id,
  IdList,
  Instant,
  Line,
  Nothing,
  PartialDate,
  PathToken,
  Window,
} from './common.ts';

const BUSINESS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;

export const AXES = z.enum(['leading-group', 'rank', 'unit', 'department']);
export const PersonSort = z.enum(['roster', 'name', 'unit', 'rank', 'birth', 'volume']);

export const PersonRow = z.strictObject({
  id: Id,
  fileId: Id,
  name: z.string(),
  /** Last four characters only: lists mask the number (domain 7.8). */
  idNumberEnd: z.string(),
  sex: z.string(),
  birthDate: z.string(),
  unit: z.string(),
  department: z.string(),
  leadingGroup: z.string(),
  rank: z.string(),
  mainPost: z.string(),
  /** The main post counted: more than one are concurrent posts. */
  posts: z.number().int(),
  volumeNumber: z.number().int(),
  fileState: FileState,
  items: z.number().int(),
  pages: z.number().int(),
  /** Other people of the same name are on the roster. */
  homonym: z.boolean(),
});

export const PersonDraft = z.strictObject({
  name: FilledLine(100),
  formerName: Line(200),
  sex: z.enum(['', '男', '女']),
  ethnicity: Line(40),
  birthDate: PartialDate,
  idNumber: Line(40),
  /** Required when the number fails its check digit: old papers do carry wrong numbers (domain 7.1). */
  idNumberReason: Line(200),
  politicalStatus: Line(40),
  partyDate: PartialDate,
  workDate: PartialDate,
  rank: Line(60),
  unit: Line(200),
  department: Line(200),
  leadingGroup: Line(200),
  posts: z.array(FilledLine(200)).max(30),
  staffNumber: Line(60),
  remarks: Line(500),
});

export const ClassCount = z.strictObject({
  classCode: z.string(),
  name: z.string(),
  items: z.number(),
  pages: z.number(),
});
export const PersonDetail = PersonDraft.extend({
  id: Id,
  revision: z.number().int(),
  fileId: Id,
  volumeNumber: z.number().int(),
  fileState: FileState,
  relatives: z.array(z.strictObject({ relation: z.string(), name: z.string(), work: z.string() })),
  classes: z.array(ClassCount),
});

export const ROSTER_FIELDS = [
  'name',
  'formerName',
  'sex',
  'ethnicity',
  'birthDate',
  'idNumber',
  'politicalStatus',
  'partyDate',
  'workDate',
  'rank',
  'unit',
  'department',
  'leadingGroup',
  'posts',
  'staffNumber',
  'sortOrder',
  'remarks',
] as const;
/** Field → index of the column (0-based); a field without a column is absent. */
export const RosterMatch = z.partialRecord(z.enum(ROSTER_FIELDS), z.number().int().min(0).max(500));
export const RosterFault = z.strictObject({
  row: z.number().int(),
  cell: z.string(),
  code: z.string(),
  message: z.string(),
  severity: z.enum(['error', 'warning']),
});

const FormField = z.enum(['sex', 'ethnicity', 'birthDate', 'partyDate', 'workDate', 'idNumber']);

export const people = {
  axes: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      axes: z.array(
        z.strictObject({
          axis: AXES,
          values: z.array(z.strictObject({ value: z.string(), people: z.number().int() })),
        }),
      ),
    }),
    access: BUSINESS,
    audit: 'none',
  }),
  ids: route({
    kind: 'read',
    input: z.strictObject({
      axis: AXES.optional(),
      value: z.string().max(200).optional(),
      /** Part of a name, pinyin or initials. */
      text: Line(100).optional(),
      sort: PersonSort,
      descending: z.boolean(),
    }),
    output: IdList,
    access: BUSINESS,
    audit: 'people.list',
  }),
  rows: route({
    kind: 'read',
    input: Window,
    output: z.strictObject({ rows: z.array(PersonRow) }),
    access: BUSINESS,
    audit: 'none',
  }),
  get: route({
    kind: 'read',
    input: z.strictObject({ id: Id }),
    output: PersonDetail,
    access: BUSINESS,
    audit: 'people.view',
  }),
  save: route({
    kind: 'write',
    /** Without `id`: a new cadre. `revision` is the one the screen has read. */
    input: z.strictObject({ id: Id.optional(), revision: z.number().int().optional(), person: PersonDraft }),
    output: z.strictObject({ id: Id, revision: z.number().int() }),
    access: ['clerk'],
    audit: 'people.save',
  }),
  photo: route({
    kind: 'read',
    input: z.strictObject({ personId: Id }),
    output: z.strictObject({
      photo: z.strictObject({ id: Id, addedAt: Instant, addedBy: z.string() }).nullable(),
    }),
    access: BUSINESS,
    audit: 'none',
  }),
  /** From a JPEG or PNG file; the one before stays on record. */
  setPhoto: route({
    kind: 'act',
    input: z.strictObject({ personId: Id, source: PathToken }),
    output: z.strictObject({ id: Id }),
    access: ['clerk'],
    audit: 'people.set-photo',
  }),
  removePhoto: route({
    kind: 'write',
    input: z.strictObject({ personId: Id }),
    output: Done,
    access: ['clerk'],
    audit: 'people.remove-photo',
  }),
  /** 干部任免审批表 (lrmx) beside what is on record: nothing is written. */
  lookAtForm: route({
    kind: 'act',
    input: z.strictObject({ personId: Id, source: PathToken }),
    output: z.strictObject({
      name: z.string(),
      /** Name or number of somebody else: it is not taken. */
      otherPerson: z.boolean(),
      fields: z.array(
        z.strictObject({ field: FormField, label: z.string(), ours: z.string(), theirs: z.string() }),
      ),
      posts: z.array(
        z.strictObject({ from: z.string(), until: z.string(), words: z.string(), known: z.boolean() }),
      ),
      /** Lines of the résumé that tell no span. */
      unread: z.array(z.string()),
      relatives: z.array(
        z.strictObject({
          relation: z.string(),
          name: z.string(),
          work: z.string(),
          known: z.boolean(),
        }),
      ),
      photo: z.boolean(),
    }),
    access: ['clerk'],
    audit: 'people.look-at-form',
  }),
  /** Takes what was chosen of the same file, by its place in the list. */
  takeForm: route({
    kind: 'act',
    input: z.strictObject({
      personId: Id,
      revision: z.number().int(),
      source: PathToken,
      fields: z.array(FormField),
      posts: z.array(z.number().int().min(0).max(200)),
      relatives: z.array(z.number().int().min(0).max(200)),
      photo: z.boolean(),
    }),
    output: z.strictObject({
      fields: z.number().int(),
      posts: z.number().int(),
      relatives: z.number().int(),
      photo: z.boolean(),
    }),
    access: ['clerk'],
    audit: 'people.take-form',
  }),
  /** 家庭成员及主要社会关系: the whole list; 回避 at the consult desk goes by it. */
  saveRelatives: route({
    kind: 'write',
    input: z.strictObject({
      id: Id,
      revision: z.number().int(),
      relatives: z
        .array(z.strictObject({ relation: FilledLine(20), name: FilledLine(100), work: Line(200) }))
        .max(60, '家庭成员不超过60人'),
    }),
    output: z.strictObject({ id: Id, revision: z.number().int() }),
    access: ['clerk'],
    audit: 'people.save-relatives',
  }),
  readRoster: route({
    kind: 'act',
    input: z.strictObject({ source: PathToken }),
    output: z.strictObject({
      sheet: z.string(),
      headingRow: z.number().int(),
      headings: z.array(z.string()),
      match: RosterMatch,
      preview: z.array(z.array(z.string())),
    }),
    access: ['clerk'],
    audit: 'people.read-roster',
  }),
  checkRoster: route({
    kind: 'act',
    input: z.strictObject({ source: PathToken, match: RosterMatch }),
    output: z.strictObject({
      rows: z.number().int(),
      added: z.number().int(),
      changed: z.number().int(),
      same: z.number().int(),
      refused: z.number().int(),
      faults: z.array(RosterFault),
    }),
    access: ['clerk'],
    audit: 'people.check-roster',
  }),
  importRoster: route({
    kind: 'act',
    input: z.strictObject({ source: PathToken, match: RosterMatch }),
    output: z.strictObject({
      importId: Id,
      added: z.number().int(),
      changed: z.number().int(),
      same: z.number().int(),
      refused: z.number().int(),
    }),
    access: ['clerk'],
    audit: 'people.import-roster',
  }),
  rosterImports: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      imports: z.array(
        z.strictObject({
          id: Id,
          fileName: z.string(),
          at: Instant,
          by: z.string(),
          added: z.number(),
          changed: z.number(),
          same: z.number(),
          refused: z.number(),
          undoneAt: Instant.nullable(),
        }),
      ),
    }),
    access: BUSINESS,
    audit: 'none',
  }),
  undoRosterImport: route({
    kind: 'write',
    input: z.strictObject({ importId: Id }),
    output: Done,
    access: ['clerk'],
    audit: 'people.undo-roster-import',
  }),
};
