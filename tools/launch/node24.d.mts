/** The project's folder. */
export const root: string;

/** Path of a Node 24 or later: npm's own, else the one that runs this; undefined when there is none. */
export function findNode24(): string | undefined;
