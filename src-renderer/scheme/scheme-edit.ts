import type { Output } from '#contract/index.ts';

export type SchemeClass = Output<'catalogue.scheme'>['classes'][number];

/** A new sub-class, with the next free code of its head class. */
export function newClass(classes: readonly SchemeClass[], parent: string): SchemeClass {
  const taken = new Set(classes.map((one) => one.code));
  let next = 1;
  while (taken.has(`${parent}${String(next).padStart(2, '0')}`)) next += 1;
  return {
    code: `${parent}${String(next).padStart(2, '0')}`,
    parent,
    name: '',
    supplier: '',
    sourceKind: 'organisation',
    nature: 'statement',
    frequency: '随',
    retention: 'D30',
    secrecy: 'internal',
    secrecyYears: 0,
    yearly: false,
  };
}

/** The scheme with one class put in or replaced, in the order of the codes. */
export function withEdited(classes: readonly SchemeClass[], edited: SchemeClass): SchemeClass[] {
  return [...classes.filter((one) => one.code !== edited.code), edited].sort((a, b) =>
    a.code < b.code ? -1 : 1,
  );
}

/** Codes whose class is new or says something else than in force. */
export function changedCodes(before: readonly SchemeClass[], after: readonly SchemeClass[]): string[] {
  const known = new Map(before.map((one) => [one.code, one]));
  return after
    .filter((one) => {
      const old = known.get(one.code);
      return (
        old === undefined || (Object.keys(one) as (keyof SchemeClass)[]).some((key) => old[key] !== one[key])
      );
    })
    .map((one) => one.code);
}
