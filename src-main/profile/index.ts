/** 廉政画像: one or two pages of what lies in a cadre's file, by posts, each line with its source. */
export { describeProfile, exportProfile, printProfile } from './leaving.ts';
export { readProfile, viewProfile } from './profiles.ts';
