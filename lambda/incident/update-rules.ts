// When a growing incident is worth another message: DESIGN's rule, measured against what people were told last.
import type { Incident } from './incident.ts';
import { isSales } from './incident.ts';

/** An incident is updated at most once in this time. */
export const UPDATE_INTERVAL_MS = 60 * 60 * 1000;

/** Growth of the expected loss, as a share of what was announced, that is worth a message. */
export const LOSS_GROWTH = 0.5;

/**
 * Has the window grown by an hour, or the expected loss by half, since the last announcement, and is that
 * announcement at least an hour old? What is held back now is measured again at the next look, so it isn't lost.
 */
export function isWorthAnUpdate(incident: Incident, next: Incident, now: Date): boolean {
  const told = incident.history.at(-1);
  if (!told || !isSales(next)) return false;
  if (now.getTime() - Date.parse(told.at) < UPDATE_INTERVAL_MS) return false;
  const hasGrown = next.endHour - next.startHour > told.endHour - told.startHour;
  const hasLostMore = next.expectedLost > 0 && next.expectedLost >= told.expectedLost * (1 + LOSS_GROWTH);
  return hasGrown || hasLostMore;
}
