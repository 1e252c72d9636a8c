import type { Output } from '#contract/index.ts';

type SchemeClass = Output<'catalogue.scheme'>['classes'][number];
type Held = Output<'people.get'>['classes'][number];

export interface ClassRow {
  readonly code: string;
  readonly name: string;
  readonly items: number;
  readonly pages: number;
  /** Names of the sub-classes that are due every year and hold nothing. */
  readonly missing: readonly string[];
}

/** What a file holds by class of the scheme, gaps included. Sub-classes are counted with their class, whatever scheme named them. */
export function distribution(classes: readonly SchemeClass[], held: readonly Held[]): ClassRow[] {
  const codes = new Set(held.map((one) => one.classCode));
  return classes
    .filter((one) => one.parent === null)
    .map(({ code, name }) => {
      const mine = held.filter((one) => one.classCode.startsWith(code));
      return {
        code,
        name,
        items: mine.reduce((sum, one) => sum + one.items, 0),
        pages: mine.reduce((sum, one) => sum + one.pages, 0),
        missing: classes
          .filter((leaf) => leaf.parent === code && leaf.yearly && !codes.has(leaf.code))
          .map((leaf) => leaf.name),
      };
    });
}
