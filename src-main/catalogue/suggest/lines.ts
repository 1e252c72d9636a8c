import type { ReadDb } from '#main/storage/index.ts';

/** A page's text, line by line, and where each line stands on the page if that is known. */
export interface PageText {
  readonly pageId: number;
  readonly position: number;
  readonly fileName: string;
  readonly machineRead: boolean;
  readonly lines: readonly TextLine[];
}
export interface TextLine {
  readonly text: string;
  /** Parts of the page's width and height, 0 to 1; null: the text came without positions. */
  readonly box: Box | null;
}
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** Where something was read. `quote` is the line as it stands there. */
export interface Source {
  readonly quote: string;
  readonly pageId: number | null;
  readonly pagePosition: number | null;
  readonly box: Box | null;
  readonly machineRead: boolean;
}
export interface Found {
  readonly value: string;
  readonly source: Source;
}

/** The lines of a page with their places, where it was read; the composition knows who reads. */
export type LinesOf = (
  db: ReadDb,
  pageId: number,
) => readonly { readonly text: string; readonly box: Box }[] | undefined;

export function plainLines(text: string): TextLine[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ text: line, box: null }));
}

export function sourceAt(page: PageText, line: TextLine): Source {
  return {
    quote: line.text,
    pageId: page.pageId,
    pagePosition: page.position,
    box: line.box,
    machineRead: page.machineRead,
  };
}
