/** What a box says, as a tree. Places are UTF-16 units of the box, [from, to). */
import type { ItemState, Nature, Retention, SecrecyLevel, SourceKind } from '#contract/vocabulary.ts';

export interface Place {
  readonly from: number;
  readonly to: number;
}

/** Where a word must stand; `any`: in the item's fields or on one of its pages. */
export type WordField =
  | 'any'
  | 'title'
  | 'name'
  | 'author'
  | 'documentNumber'
  | 'supplier'
  | 'remarks'
  | 'page'
  | 'number'
  | 'itemNumber'
  | 'unit'
  | 'post'
  | 'level'
  | 'class';

/** A field of which one value out of a closed list is asked. */
export type Choice =
  | { readonly field: 'sourceKind'; readonly value: SourceKind }
  | { readonly field: 'nature'; readonly value: Nature }
  | { readonly field: 'secrecy'; readonly value: SecrecyLevel }
  | { readonly field: 'retention'; readonly value: Retention }
  | { readonly field: 'state'; readonly value: ItemState };

export type Expression =
  | { readonly kind: 'and'; readonly of: readonly Expression[] }
  | { readonly kind: 'or'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | ({ readonly kind: 'word'; readonly field: WordField; readonly text: string } & Place)
  | ({ readonly kind: 'choice'; readonly choice: Choice; readonly word: string } & Place)
  /** Dates as yyyy, yyyymm or yyyymmdd; '' at an open end. */
  | ({ readonly kind: 'dates'; readonly first: string; readonly last: string } & Place);

export interface Part extends Place {
  readonly kind: 'word' | 'field' | 'operator' | 'bracket' | 'range';
}

/** Why a box can't be understood: a whole Chinese sentence, and where. */
export class QueryProblem extends Error {
  override readonly name = 'QueryProblem';
  readonly place: Place;
  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }
}
