/** 任职经历与单位沿革: dated posts beside the worded 现任职务, and units under the names they had (domain 7.5). */
export { viewLooks } from './looks.ts';
export { careerOf, listPosts, savePost, voidPost } from './posts.ts';
export { kindredNames, mirrorRoster } from './queries.ts';
export { viewTimeline } from './timeline.ts';
export { addUnit, endUnit, listUnits, renameUnit } from './units.ts';
