// A report before it has a format: blocks in the order in which they are read. html.ts and markdown.ts write them down.
import type { Severity } from '../config/severity.ts';
import type { Markup } from './markup.ts';

export interface Document {
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string; readonly severity?: Severity }
  /** The conclusion: one sentence that says it all. */
  | { readonly kind: 'lead'; readonly text: string; readonly severity: Severity | null }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Names and values. */
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | Table
  | Figure
  /** To be filled in by a person; it says what belongs there. */
  | { readonly kind: 'blank'; readonly prompt: string }
  | { readonly kind: 'actions' };

export type Fact = readonly [name: string, value: string];

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  /** The first cell of each row names it. */
  readonly rows: readonly (readonly Cell[])[];
  /** More than a phone has room for: there each row becomes a block. */
  readonly isWide?: boolean;
}

export interface Column {
  readonly title: string;
  readonly isNumber: boolean;
}

/** A severity as a cell is shown as its label. */
export type Cell = string | { readonly severity: Severity } | { readonly strong: string };

/** A picture for those who see it, and as characters where there are no pictures. */
export interface Figure {
  readonly kind: 'figure';
  readonly caption: string;
  /** The same picture laid out for both: the page shows the one that fits. */
  readonly wide: Markup;
  readonly narrow: Markup;
  /** Null where a table nearby says the same. */
  readonly characters: string | null;
}

/** Columns by their titles; those of numbers are aligned at the right. */
export function columns(texts: readonly string[], numbers: readonly string[], after: readonly string[] = []): Column[] {
  const text = (title: string): Column => ({ title, isNumber: false });
  return [...texts.map(text), ...numbers.map((title) => ({ title, isNumber: true })), ...after.map(text)];
}
