// A severity as charts show it: its name on its colour, so that neither is needed to know the other.
import type { Severity } from '../../config/severity.ts';
import { element, type Markup, together } from '../markup.ts';
import { label } from './frame.ts';

export const LABEL_WIDTH = 22;
export const LABEL_HEIGHT = 15;

/** @param x left edge; @param y top edge */
export function severityLabel(severity: Severity, x: number, y: number): Markup {
  return together([
    element('rect', { class: severity, x, y, width: LABEL_WIDTH, height: LABEL_HEIGHT, rx: 3 }),
    label(severity, { x: x + LABEL_WIDTH / 2, y: y + 11, anchor: 'middle' }, `strong on-${severity}`),
  ]);
}
