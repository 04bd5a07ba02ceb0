// What is worth saying of a day and its references besides counts: facts, which a language puts into words.

/** Why a single day among the references is no likeness of today. */
export type Unlikeness =
  | { readonly was: 'special'; readonly name: string }
  | { readonly was: 'closed'; readonly isAllDay: boolean };

export type DayNote =
  /** An average is smaller than days that it contains allow, so the rest of it tells nothing. */
  | { readonly kind: 'impossible-average'; readonly of: 'week' | 'month' }
  /** Today is one, so more variation is allowed. */
  | { readonly kind: 'special-day'; readonly name: string }
  | {
      readonly kind: 'left-out';
      readonly reference: 'yesterday' | 'same-weekday';
      readonly because: Unlikeness;
    };
