// When a growing incident is worth another message: DESIGN's rule, measured against what people were told last.
import { severityRank } from '../config/severity.ts';
import { type Change, type Incident, isSales } from './incident.ts';

/** An incident is updated at most once in this time. */
export const UPDATE_INTERVAL_MS = 60 * 60 * 1000;

/** Growth of the expected loss, as a share of what was announced, that is worth a message. */
export const LOSS_GROWTH = 0.5;

/**
 * Has the window grown by an hour, or the expected loss by half, since the last announcement, and is the last news of
 * it at least an hour old? What is held back now is measured again at the next look, so it isn't lost.
 */
export function isWorthAnUpdate(incident: Incident, next: Incident, now: Date): boolean {
  const told = incident.history.at(-1);
  const news = incident.history.findLast(isNews);
  if (!told || !news || !isSales(next)) return false;
  if (now.getTime() - Date.parse(news.at) < UPDATE_INTERVAL_MS) return false;
  return hasGrown({ ...told, severity: next.severity }, next);
}

/** Is `next` worse, longer by an hour, or its loss larger by half than what was told? */
export function hasGrown(told: Change, next: Incident): boolean {
  if (severityRank(next.severity) < severityRank(told.severity)) return true;
  if (next.endHour - next.startHour > told.endHour - told.startHour) return true;
  return isSales(next) && next.expectedLost > 0 && next.expectedLost >= told.expectedLost * (1 + LOSS_GROWTH);
}

/** A reminder repeats what is known, and an acknowledgement is about people. */
function isNews({ transition, escalation = 0 }: Change): boolean {
  return transition !== 'acknowledged' && escalation === 0;
}
