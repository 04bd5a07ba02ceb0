// A chart as wide as its place, drawn anew when that changes: one for a phone is laid out otherwise.
import { chartElement, show } from './element.ts';

/** In CSS pixels: lines get no easier to read beyond it. */
const WIDEST = 1040;

const observers = new WeakMap<HTMLElement, ResizeObserver>();

/** Shows what `draw` gives for the figure's width, now and whenever it changes; a later call takes its place. */
export function drawToFit(figure: HTMLElement, draw: (width: number) => string): void {
  observers.get(figure)?.disconnect();
  let drawn = 0;
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.min(WIDEST, Math.floor(entry?.contentRect.width ?? 0));
    if (width === 0 || width === drawn) return;
    drawn = width;
    show(figure, chartElement(draw(width)));
  });
  observers.set(figure, observer);
  observer.observe(figure);
}
