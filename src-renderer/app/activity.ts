/** One word to the main side in this many milliseconds is enough for an idle lock counted in minutes. */
const EVERY_MS = 5_000;

/** Tells the main side that somebody is at the desk: it decides when to lock. */
export function watchActivity(): () => void {
  let told = 0;
  const tell = () => {
    const now = Date.now();
    if (now - told < EVERY_MS) return;
    told = now;
    window.archive.active();
  };
  const events = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
  for (const event of events) window.addEventListener(event, tell, { capture: true, passive: true });
  return () => {
    for (const event of events) window.removeEventListener(event, tell, { capture: true });
  };
}
