import { useMemo } from 'react';
import type { Output } from '#contract/index.ts';
import { type Reading, useRead } from '../archive/index.ts';

export type Numbered = Output<'numbering.preview'>['items'][number];
export type Finding = Output<'numbering.preview'>['findings'][number];
/** A row of the list: the id table wants `id`. */
export type NumberedRow = Numbered & { readonly id: number };

export interface Volume {
  readonly reading: Reading<Output<'numbering.preview'>>;
  readonly rows: readonly NumberedRow[];
  readonly ids: readonly number[];
  readonly findings: readonly Finding[];
  readonly basis: string;
  readonly boundAt: string | null;
  readonly loose: number;
  readonly asked: Output<'numbering.preview'>['asked'];
  readonly drafts: readonly NumberedRow[];
  readonly fixed: readonly NumberedRow[];
}

const NO_FINDINGS: readonly Finding[] = [];

/** One volume as it stands: every item in its order with the number it bears or would bear. */
export function useVolume(fileId: number): Volume {
  const reading = useRead('numbering.preview', { fileId });
  const { data } = reading;
  const rows = useMemo(() => (data?.items ?? []).map((item) => ({ ...item, id: item.itemId })), [data]);
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  return {
    reading,
    rows,
    ids,
    findings: data?.findings ?? NO_FINDINGS,
    basis: data?.basis ?? '',
    boundAt: data?.boundAt ?? null,
    loose: data?.loose ?? 0,
    asked: data?.asked ?? null,
    drafts: rows.filter((row) => row.state === 'draft'),
    fixed: rows.filter((row) => row.state === 'fixed'),
  };
}
