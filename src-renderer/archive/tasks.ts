import { create } from 'zustand';
import type { Output } from '#contract/index.ts';
import { archiveChanged } from './changes.ts';
import { read } from './client.ts';

export type Job = Output<'jobs.get'>;

interface Tasks {
  /** Long works of this window, newest first. */
  readonly jobs: readonly Job[];
}

const useTasks = create<Tasks>(() => ({ jobs: [] }));

/** Asks how a job stands; its end counts as a change of the archive. */
async function refresh(jobId: number): Promise<void> {
  const result = await read('jobs.get', { id: jobId });
  if (!result.ok) return;
  const before = useTasks.getState().jobs.find((job) => job.id === jobId);
  // Two questions may be on their way at once; an older answer must not bring an ended job back to life.
  if (before !== undefined && before.state !== 'running' && result.data.state === 'running') return;
  const others = useTasks.getState().jobs.filter((job) => job.id !== jobId);
  useTasks.setState({ jobs: [result.data, ...others].sort((left, right) => right.id - left.id) });
  if (result.data.state !== 'running' && before?.state !== result.data.state) archiveChanged();
}

/** Starts listening to the main side; once, when the program starts. */
export function watchTasks(): () => void {
  return window.archive.onEvent((event) => {
    if (event.kind === 'job') void refresh(event.jobId);
  });
}

export function useJobs(): readonly Job[] {
  return useTasks((state) => state.jobs);
}

/** The job as it stands, or undefined before its first word. */
export function useJob(jobId: number | undefined): Job | undefined {
  return useTasks((state) => state.jobs.find((job) => job.id === jobId));
}

/** Nothing read outlives the session. */
export function forgetTasks(): void {
  useTasks.setState({ jobs: [] });
}
