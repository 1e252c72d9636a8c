import { useEffect, useState } from 'react';
import { read, useDraftKeeper } from '../archive/index.ts';
import { type Line, linesToCorrect, type TextPage } from './ocr-words.ts';

export interface Correction {
  readonly lines: readonly Line[];
  readonly texts: readonly string[];
  readonly changed: boolean;
  readonly write: (at: number, text: string) => void;
  /** A line that the machine did not see, behind another; -1: as the first. */
  readonly add: (behind: number) => void;
  /** Back to what was shown when the page was opened. */
  readonly undo: () => void;
}
interface State {
  readonly key: string;
  readonly lines: readonly Line[];
  readonly texts: readonly string[];
}

/** The lines of one page while they are corrected; unsaved ones are kept as an encrypted draft. */
export function useCorrection(page: TextPage): Correction {
  const key = `${page.pageId} ${page.machine?.at ?? ''} ${page.corrected?.at ?? ''}`;
  const given = linesToCorrect(page);
  const [state, setState] = useState<State>(() => fresh(key, given));
  const now = state.key === key ? state : fresh(key, given);
  const changed = now.lines.length !== given.length || now.texts.some((text, at) => text !== given[at]?.text);
  useDraftKeeper(draftPlace(page.pageId), changed ? JSON.stringify(now) : undefined);

  useEffect(() => {
    let current = true;
    void read('catalogue.loadDraft', { place: draftPlace(page.pageId) }).then((kept) => {
      if (!current || !kept.ok || kept.data.body === null) return;
      const draft = parsed(kept.data.body);
      // A draft of another reading has other lines.
      if (draft?.key === key) setState(draft);
    });
    return () => {
      current = false;
    };
  }, [page.pageId, key]);

  return {
    lines: now.lines,
    texts: now.texts,
    changed,
    write: (at, text) =>
      setState({ ...now, texts: now.texts.map((one, place) => (place === at ? text : one)) }),
    add: (behind) =>
      setState({
        ...now,
        lines: now.lines.toSpliced(behind + 1, 0, { ...EMPTY }),
        texts: now.texts.toSpliced(behind + 1, 0, ''),
      }),
    undo: () => setState(fresh(key, given)),
  };
}

export const draftPlace = (pageId: number): string => `ocr:${pageId}`;
const EMPTY: Line = { text: '', box: [0, 0, 0, 0], sure: [], kind: 'print', join: '\n' };

function fresh(key: string, lines: readonly Line[]): State {
  return { key, lines, texts: lines.map((line) => line.text) };
}
function parsed(body: string): State | undefined {
  try {
    return JSON.parse(body) as State;
  } catch {
    return undefined;
  }
}
