/** Words of the memory shared with the thread in the background: asked to stop (1); how to go on. */
export const SIGNAL = { stop: 0, gait: 1 } as const;
/** `gentle` rests after each page as long as it took. */
export const GAIT = { steady: 0, gentle: 1, rest: 2 } as const;
