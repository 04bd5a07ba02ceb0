// Is this a storm? Every alert leaves a mark before it goes out, and one listing shows how many did lately.
import type { Alert } from '../incident/incident.ts';
import { STORM_MARKERS, stormMarkerPlace } from '../record/places.ts';
import type { PublishPorts } from './publish.ts';

/** The time in which alerts are counted, in ms. */
export const STORM_WINDOW_MS = 10 * 60 * 1000;

/**
 * Have more alerts than `stormAlerts` come up within ten minutes, these included? The mark comes before the look, so of
 * functions that ask at the same time the last one sees all: never more than `stormAlerts` in any ten minutes go out one
 * by one. An alert that is tried again counts once.
 */
export async function isStorm(alerts: readonly Alert[], ports: PublishPorts): Promise<boolean> {
  const now = ports.now();
  await Promise.all(alerts.map(({ id }) => ports.records.put(stormMarkerPlace(now, id), '{}', { when: 'any' })));
  return (await alertsLately(ports)) > ports.config.stormAlerts;
}

/** Different alerts that were about to go out in the last ten minutes; counted up to 1,000 marks. */
export async function alertsLately({ records, now }: Pick<PublishPorts, 'records' | 'now'>): Promise<number> {
  const since = new Date(now().getTime() - STORM_WINDOW_MS).toISOString();
  const places = await records.placesAfter(STORM_MARKERS, STORM_MARKERS + since);
  return new Set(places.map((place) => place.slice(place.lastIndexOf('-') + 1))).size;
}
