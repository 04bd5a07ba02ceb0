// The first thing that anybody reads: what is wrong now, or that all is well and since when the last file came.
import type { Incident } from '../../../lambda/incident/incident.ts';
import { isAcknowledged } from '../../../lambda/incident/transitions.ts';
import { incidentTitle } from '../as-it-stands.ts';
import type { Overview } from '../overview.ts';
import { h } from './element.ts';
import { moment } from './moments.ts';
import type { PageWords } from './words.ts';

const TWO_DAYS_MS = 2 * 24 * 60 * 60 * 1000;

export function stateLine(overview: Overview, isConnected: boolean, words: PageWords): readonly Element[] {
  const say = words.state;
  const { incidents, files, timeZone, now } = overview;
  const open = incidents.filter(isPressing);
  const [worst] = [...open.filter((incident) => !isAcknowledged(incident, new Date(now))), ...open];
  const [newest] = files;
  const lines = [
    open.length > 1 ? say.more(open.length - 1) : '',
    newest ? say.lastFile(moment(newest.landedAt, timeZone, words)) : say.noFile,
    worst ? '' : endedLately(incidents, now, say),
    newest ? '' : say.dropToBegin,
  ];
  return [
    h(
      'h1',
      { class: worst ? `state ${worst.severity}` : 'state well' },
      worst ? incidentTitle(worst, words.locale) : newest ? say.allWell : say.nothingYet,
    ),
    h('p', {}, lines.filter((line) => line !== '').join(' ')),
    ...(isConnected ? [] : [h('p', { class: 'warning' }, say.disconnected)]),
  ];
}

/** P5 is for the record, and what is silenced has been seen to. */
function isPressing({ status, severity, heardOn }: Incident): boolean {
  return status === 'open' && severity !== 'P5' && heardOn.length > 0;
}

function endedLately(incidents: readonly Incident[], now: string, say: PageWords['state']): string {
  const since = new Date(Date.parse(now) - TWO_DAYS_MS).toISOString();
  const ended = incidents.filter(({ status, openedAt }) => status === 'resolved' && openedAt >= since);
  return ended.length === 0 ? '' : say.ended(ended.length);
}
