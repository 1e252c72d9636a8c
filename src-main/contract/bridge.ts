/** What the preload offers the screens as `window.archive`. No zod here: the renderer imports these as values. */
import type { Result } from './result.ts';

/**
 * What a person is asked to choose in a dialog of the main side. The kind decides file or folder, open or save, and which
 * endings are offered; the screen names no path.
 */
export const CHOICES = [
  'archive-parent',
  'archive-folder',
  'roster',
  'catalogue',
  'scans',
  'watched-folder',
  'texts',
  'key-card',
  'bundle',
  'receipt',
  'basis',
  'template',
  'photo',
  'appointment-form',
  'sheet',
  'save-docx',
  'save-xlsx',
  'save-pdf',
  'save-jpeg',
  'save-key-card',
  'save-receipt',
  'target-folder',
  'backup-target',
  'backup-source',
] as const;
export type Choice = (typeof CHOICES)[number];

/** A place that a person chose: the opaque word for the routes, and its last name for the screen. */
export interface Chosen {
  readonly token: string;
  readonly name: string;
}

export type BridgeEvent = { readonly kind: 'job'; readonly jobId: number } | { readonly kind: 'session' };

/** @typeParam F the window's `File`, which the contract does not know. */
export interface Bridge<F> {
  /** A route of the contract; never rejects. */
  readonly call: (route: string, input: unknown) => Promise<Result<unknown>>;
  /** Opens the dialog; null when the person cancels. `suggestedName` is a file name without ending, for `save-…`. */
  readonly choose: (choice: Choice, suggestedName?: string) => Promise<Chosen | null>;
  /** What was dropped on the window, in the order of the files. */
  readonly grantDropped: (files: readonly F[]) => Promise<readonly Chosen[]>;
  /** The person typed or moved the pointer: puts off the idle lock. The screen may throttle it. */
  readonly active: () => void;
  /** Prints what the window's print style shows. Resolves when the system has taken it; false when cancelled or refused. */
  readonly print: () => Promise<boolean>;
  /** @returns a function that stops listening */
  readonly onEvent: (listener: (event: BridgeEvent) => void) => () => void;
}

/** Where a page's picture is fetched, relative to the window's own address. */
export function pageAddress(pageId: number): string {
  return `./page/${pageId}`;
}

/** The same, small enough for a strip of many pages. */
export function smallPageAddress(pageId: number): string {
  return `./small/page/${pageId}`;
}
/** 原始图像: as it was scanned, before any page work. */
export function originalPageAddress(pageId: number): string {
  return `./original/page/${pageId}`;
}
/** 照片 of a cadre; the number of the photo makes another one another address. */
export function photoAddress(personId: number, photoId: number): string {
  return `./photo/${personId}?${photoId}`;
}
export function smallTrayAddress(entryId: number): string {
  return `./small/tray/${entryId}`;
}

/** A file that waits in the tray. */
export function trayAddress(entryId: number): string {
  return `./tray/${entryId}`;
}

/** A page of an open reading session, with the readers' names drawn into the picture. */
export function consultPageAddress(sessionId: number, pageId: number): string {
  return `./consult/${sessionId}/${pageId}`;
}

/** A page (from 0) of the basis document of a consult request. */
export function basisAddress(basisId: number, page: number): string {
  return `./basis/${basisId}/${page}`;
}
