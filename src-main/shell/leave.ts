/** Closing the window in order: jobs stopped, keys wiped, lock released, and only then the window goes. */
import type { BrowserWindow } from 'electron';
import type { Application } from '#main/application/index.ts';
import { mayStopJobs } from './dialogs.ts';

export function leaveInOrder(window: BrowserWindow, application: Application): void {
  let state: 'open' | 'asking' | 'closed' = 'open';
  const leave = async (): Promise<void> => {
    const running = application.runningJobs();
    if (running > 0 && !(await mayStopJobs(window, running))) return;
    await application.close();
    state = 'closed';
    window.close();
  };
  window.on('close', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'asking') return;
    state = 'asking';
    void leave().finally(() => {
      if (state === 'asking') state = 'open';
    });
  });
}
