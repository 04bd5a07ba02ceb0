// Hours as people say them: 14h, 15h-17h.

/** `15` → `15h`. */
export function hourLabel(hour: number): string {
  return `${String(hour).padStart(2, '0')}h`;
}

/** `15, 17` → `15h-17h`; one hour stays one label. */
export function hourRange(startHour: number, endHour: number): string {
  return startHour === endHour ? hourLabel(startHour) : `${hourLabel(startHour)}-${hourLabel(endHour)}`;
}

/** Ascending hours as ranges, inclusive at both ends: `[3, 15, 16, 17]` → `[[3, 3], [15, 17]]`. */
export function rangesOf(ascending: readonly number[]): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  for (const hour of ascending) {
    const last = ranges.at(-1);
    if (last && last[1] === hour - 1) last[1] = hour;
    else ranges.push([hour, hour]);
  }
  return ranges;
}

/** The same as text: `03h, 15h-17h`. */
export function hourRanges(ascending: readonly number[]): string {
  return rangesOf(ascending)
    .map(([start, end]) => hourRange(start, end))
    .join(', ');
}
