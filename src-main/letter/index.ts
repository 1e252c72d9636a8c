/** 廉政意见: replies and conclusions from facts on file, each sentence with its page; 承办 → 审核 → 签发 by three persons. */
export { viewState } from './kept-state.ts';
export { createLetters, listLetters, saveLetter, viewLetter } from './letters.ts';
export { exportBatch, exportPaper } from './papers.ts';
export { lettersWaiting, signedLetters } from './queries.ts';
export { signLetters } from './signing.ts';
export { reviewLetters, submitLetters, withdrawLetter } from './steps.ts';
export { saveWording, viewWording } from './wording.ts';
