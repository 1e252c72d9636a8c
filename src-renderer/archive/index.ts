/** The typed client of the main side, and the hooks that show its answers. */
export { archiveChanged, useArchiveVersion } from './changes.ts';
export { type ActRoute, act, actQuietly, choose, type ReadRoute, read } from './client.ts';
export { keepDraftsNow, useDraftKeeper } from './drafts.ts';
export { FailureNote } from './FailureNote.tsx';
export { forgetTasks, type Job, useJob, useJobs, watchTasks } from './tasks.ts';
export { type Acting, useAct } from './use-act.ts';
export { type Reading, useRead } from './use-read.ts';
