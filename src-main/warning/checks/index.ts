/** Which function decides which rule. The rules' words and parameters are data; what they look at is here. */
import type { Check } from './check.ts';
import {
  birthAgainstNumber,
  duplicateItems,
  itemBeforeBirth,
  itemInFuture,
  numberYear,
  partyTooYoung,
  sexAgainstNumber,
  workTooYoung,
} from './contradictions.ts';
import {
  declarationLate,
  declarationMissing,
  declarationQuestions,
  declarationSuspected,
  kinAbroad,
  kinBusiness,
  sidelinePay,
} from './declarations.ts';
import { influenceEnding, influenceRunning, measureDate, measureIncomplete } from './measures.ts';
import { petitionsTogether, relativeInUnit } from './patterns.ts';
import { frequentMoves, postBeforeWork, postOverlap } from './posts.ts';
import { retentionDue, secrecyEnding } from './terms.ts';

export type { Given, Hit } from './check.ts';
export const CHECKS: Readonly<Record<string, Check>> = {
  'id-birth': birthAgainstNumber,
  'id-sex': sexAgainstNumber,
  'work-age': workTooYoung,
  'party-age': partyTooYoung,
  'item-before-birth': itemBeforeBirth,
  'item-future': itemInFuture,
  'number-year': numberYear,
  'duplicate-item': duplicateItems,
  'measure-incomplete': measureIncomplete,
  'measure-date': measureDate,
  'influence-running': influenceRunning,
  'influence-ending': influenceEnding,
  'declaration-missing': declarationMissing,
  'declaration-late': declarationLate,
  'declaration-question': declarationQuestions,
  'declaration-suspected': declarationSuspected,
  'kin-business': kinBusiness,
  'kin-abroad': kinAbroad,
  'sideline-pay': sidelinePay,
  petitions: petitionsTogether,
  'relative-same-unit': relativeInUnit,
  'post-before-work': postBeforeWork,
  'post-overlap': postOverlap,
  'frequent-moves': frequentMoves,
  'secrecy-ending': secrecyEnding,
  'retention-due': retentionDue,
};
