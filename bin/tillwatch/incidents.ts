// tillwatch incidents: what is on record, as a table or as JSON.
import { severityRank } from '../../lambda/config/severity.ts';
import { endDate } from '../../lambda/incident/day-parts.ts';
import { hourRange } from '../../lambda/incident/hour-ranges.ts';
import { type Change, type Incident, isSales } from '../../lambda/incident/incident.ts';
import { isAcknowledged } from '../../lambda/incident/transitions.ts';
import { amount } from '../../lambda/notify/amount.ts';
import { wordingFor } from '../../lambda/notify/locale.ts';
import { escapedText } from '../../lambda/notify/plain-text.ts';
import { whyInWords } from '../../lambda/notify/why-in-words.ts';
import { allRecords } from './change-record.ts';
import { type Deployment, type DeploymentOptions, deployment } from './deployment.ts';
import { EXIT } from './exit-status.ts';

export interface IncidentsOptions extends DeploymentOptions {
  readonly format: 'text' | 'json';
  /** Ended ones as well. */
  readonly all?: boolean;
  readonly checkout?: string;
}

/** Prints the incidents that are open, or all that are on record, the worst and newest first. */
export async function listIncidents(options: IncidentsOptions): Promise<number> {
  const incidents = (await incidentsOnRecord(await deployment(options)))
    .filter(({ status }) => options.all || status === 'open')
    .filter(({ checkout }) => options.checkout === undefined || checkout === options.checkout)
    .sort(worstFirst);
  if (options.format === 'json') console.log(JSON.stringify(incidents, null, 2));
  else console.log(incidents.length === 0 ? 'No incident is open.' : incidents.map(row).join('\n'));
  return EXIT.ok;
}

/** Prints one incident with its history. */
export async function showIncident(id: string, options: IncidentsOptions): Promise<number> {
  const incident = (await incidentsOnRecord(await deployment(options))).find((known) => known.id === id);
  if (!incident) {
    console.error(`tillwatch: no incident ${escapedText(id)} on record; tillwatch incidents --all lists them`);
    return EXIT.refused;
  }
  console.log(options.format === 'json' ? JSON.stringify(incident, null, 2) : whole(incident));
  return EXIT.ok;
}

async function incidentsOnRecord(place: Deployment): Promise<readonly Incident[]> {
  const found: Incident[] = [];
  for await (const { incidents } of allRecords(place)) found.push(...incidents);
  return found;
}

function worstFirst(a: Incident, b: Incident): number {
  return severityRank(a.severity) - severityRank(b.severity) || b.openedAt.localeCompare(a.openedAt);
}

function row(incident: Incident): string {
  const { severity, id, feedback } = incident;
  const verdict = feedback ? `  (${feedback.verdict})` : '';
  return `${severity}  ${standing(incident).padEnd(12)}  ${what(incident).padEnd(36)}  ${id}${verdict}`;
}

/** Its state, or that it is kept quiet: silenced from the beginning, nobody has heard of it. */
function standing({ status, acknowledgement, heardOn }: Incident): string {
  const isOpen = status === 'open';
  if (isOpen && heardOn.length === 0) return 'silenced';
  return isOpen && isAcknowledged({ acknowledgement }, new Date()) ? 'acknowledged' : status;
}

function what(incident: Incident): string {
  const window = hourRange(incident.startHour, incident.endHour);
  if (!isSales(incident)) return `data ${incident.cause} ${window}`;
  const { kind, observed, expected } = incident;
  return `${kind} ${window}, ${amount(observed, '.')} of ${amount(expected, '.')}`;
}

function whole(incident: Incident): string {
  const { id, severity, checkout, date, why, heardOn, acknowledgement, feedback, history } = incident;
  const last = endDate(incident);
  return [
    `${id}  ${severity}  ${standing(incident)}`,
    `${escapedText(checkout)}, ${last === date ? date : `${date} to ${last}`}: ${what(incident)}`,
    whyInWords(why, wordingFor('en')),
    `heard on   ${heardOn.join(', ') || 'no topic'}`,
    ...(acknowledgement ? [`on it      ${byWhom(acknowledgement.by, acknowledgement.why)}`] : []),
    ...(feedback ? [`verdict    ${feedback.verdict}, ${byWhom(feedback.by, feedback.note)}`] : []),
    ...history.map(step),
  ].join('\n');
}

function step({ at, transition, severity, startHour, endHour, escalation = 0, isSilenced, by, note }: Change): string {
  const happened = escalation > 0 ? `reminder ${escalation}` : transition;
  const remarks = [isSilenced ? 'silenced' : '', by || note ? byWhom(by, note) : ''].filter((remark) => remark !== '');
  const told = `${at}  ${happened.padEnd(12)} ${severity}  ${hourRange(startHour, endHour)}`;
  return [told, ...remarks].join('  ');
}

function byWhom(by: string | undefined, why: string | null | undefined): string {
  return [by ? `by ${escapedText(by)}` : '', why ? escapedText(why) : ''].filter((part) => part !== '').join(': ');
}
