// What all charts share: the picture with its title and description, and labels that keep out of each other's way.
import { element, type Markup, written } from '../markup.ts';
import type { ReportWords } from '../report-words.ts';

export interface ChartOptions {
  /** In CSS pixels, at which the picture is to be seen: below `WIDE_FROM` it is laid out for a phone. */
  readonly width: number;
  /** Begins the ids inside: different for every picture on a page. */
  readonly id: string;
  readonly words: ReportWords;
}

/** Below this width, in CSS pixels, a chart is laid out for a phone held upright. */
export const WIDE_FROM = 560;

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Begins the ids inside: different for every picture on a page. */
  readonly id: string;
  /** What a screen reader says first. */
  readonly title: string;
  /** What a sighted reader takes from the picture. */
  readonly description: string;
}

/** An `svg` element that is one image to a screen reader. */
export function picture({ width, height, id, title, description }: Picture, ...parts: readonly Markup[]): Markup {
  return element(
    'svg',
    {
      class: 'tw-chart',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
    },
    element('title', { id: `${id}-title` }, written(title)),
    element('desc', { id: `${id}-desc` }, written(description)),
    ...parts,
  );
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly anchor?: 'start' | 'middle' | 'end';
}

export function label(text: string, { x, y, anchor = 'start' }: Place, classes?: string): Markup {
  return element('text', { x, y, 'text-anchor': anchor === 'start' ? null : anchor, class: classes }, written(text));
}

/** Width of 11 px text in pixels, near enough to keep labels apart: system fonts differ by a tenth. */
export function textWidth(text: string): number {
  return text.length * AVERAGE_ADVANCE;
}

/** Bold digits and small letters of the widest font behind `system-ui` (DejaVu Sans on Linux): 0.63 em. */
const AVERAGE_ADVANCE = 6.9;

/**
 * Positions as near to the wanted ones as a distance of `gap` and the bounds allow, in the same order.
 *
 * @param wanted any order; the result keeps their indices
 */
export function spread(wanted: readonly number[], gap: number, from: number, to: number): readonly number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = new Array<number>(wanted.length).fill(0);
  let free = from;
  for (const i of order) {
    const y = Math.max(free, wanted[i] ?? 0);
    placed[i] = y;
    free = y + gap;
  }
  let limit = to;
  for (const i of order.reverse()) {
    const y = Math.min(limit, placed[i] ?? 0);
    placed[i] = y;
    limit = y - gap;
  }
  return placed;
}

export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** The row, from 0, of each extent, such that none overlaps another of its row. */
export function rowsApart(extents: readonly Extent[], gap: number): readonly number[] {
  const ends: number[] = [];
  return extents.map(({ from, to }) => {
    const free = ends.findIndex((end) => end + gap <= from);
    const row = free < 0 ? ends.length : free;
    ends[row] = to;
    return row;
  });
}

/** `width` pixels around `centre`, moved into the bounds. */
export function within(centre: number, width: number, from: number, to: number): Extent {
  const start = Math.max(from, Math.min(centre - width / 2, to - width));
  return { from: start, to: start + width };
}
