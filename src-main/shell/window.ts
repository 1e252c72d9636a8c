/** The one window. */
import { app, BrowserWindow, type Session, screen } from 'electron';
import { START_PAGE, WEB_PREFERENCES } from './policy.ts';

/** The smallest usual screen of an archive room, in pixels; screens up to MAXIMIZE_BELOW wide are filled. */
const WIDTH = 1366;
const HEIGHT = 768;
const MAXIMIZE_BELOW = 1500;
/** Below this the tables lose columns. */
const LEAST = [1024, 640] as const;

/** Makes the window, unseen until its first picture is ready. */
export function makeWindow(session: Session, preload: string): BrowserWindow {
  const window = new BrowserWindow({
    title: '廉档',
    width: WIDTH,
    height: HEIGHT,
    minWidth: LEAST[0],
    minHeight: LEAST[1],
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: { ...WEB_PREFERENCES, devTools: !app.isPackaged, session, preload },
  });
  // The title never says whose file is open: task bars and window lists show it.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => {
    if (screen.getPrimaryDisplay().workArea.width < MAXIMIZE_BELOW) window.maximize();
    window.show();
  });
  return window;
}

export function load(window: BrowserWindow): Promise<void> {
  return window.loadURL(START_PAGE);
}

export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}
