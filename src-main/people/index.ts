/** 干部人员: the roster, along its axes; 班子、级别职务、部门 (domain 1.5 note c). */
export {
  addUnit,
  careerOf,
  endUnit,
  kindredNames,
  listPosts,
  listUnits,
  renameUnit,
  savePost,
  viewLooks,
  viewTimeline,
  voidPost,
} from './career/index.ts';
export {
  browseAxes,
  findPerson,
  listPeople,
  personWindow,
  savePerson,
  saveRelatives,
  searchForms,
  viewPerson,
} from './people.ts';
export {
  insertPerson,
  type PersonFields,
  peopleByName,
  personById,
  personByIdNumber,
  postsOf,
  relativesOf,
  replacePosts,
} from './queries.ts';
export {
  checkRosterFile,
  importRoster,
  listRosterImports,
  readRoster,
  undoRosterImport,
} from './roster-import.ts';
export { foldName, normaliseName, readIdentityNumber, readPartialDate, sortKey } from './rules/index.ts';
