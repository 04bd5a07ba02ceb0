// tillwatch incidents: what is on record, as a table or as JSON.
import { s3Listing } from '../../lambda/aws/s3-records.ts';
import { severityRank } from '../../lambda/config/severity.ts';
import { hourRange } from '../../lambda/incident/hour-ranges.ts';
import { type Incident, isSales } from '../../lambda/incident/incident.ts';
import { amount } from '../../lambda/notify/amount.ts';
import { escapedText } from '../../lambda/notify/plain-text.ts';
import { parseRecord } from '../../lambda/record/checkout-record.ts';
import { CHECKOUTS } from '../../lambda/record/places.ts';
import { type Deployment, type DeploymentOptions, deployment } from './deployment.ts';
import { EXIT } from './exit-status.ts';

export interface IncidentsOptions extends DeploymentOptions {
  readonly format: 'text' | 'json';
  /** Ended ones as well. */
  readonly all?: boolean;
  readonly checkout?: string;
}

/** Records read at the same time. */
const READS_AT_ONCE = 20;

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

async function incidentsOnRecord({ s3, records, recordsBucket }: Deployment): Promise<readonly Incident[]> {
  const listing = s3Listing(s3, recordsBucket);
  const found: Incident[] = [];
  for (let startAfter: string | null = null; ; ) {
    const { objects, isLast } = await listing.page(CHECKOUTS, startAfter);
    for (let i = 0; i < objects.length; i += READS_AT_ONCE) {
      const places = objects.slice(i, i + READS_AT_ONCE).map(({ key }) => key);
      const texts = await Promise.all(places.map((place) => records.get(place)));
      texts.forEach((stored, n) => {
        if (stored) found.push(...parseRecord(stored.text, places[n] ?? '').incidents);
      });
    }
    const last = objects.at(-1);
    if (isLast || !last) return found;
    startAfter = last.key;
  }
}

function worstFirst(a: Incident, b: Incident): number {
  return severityRank(a.severity) - severityRank(b.severity) || b.openedAt.localeCompare(a.openedAt);
}

function row(incident: Incident): string {
  const { severity, status, id } = incident;
  return `${severity}  ${status.padEnd(9)}  ${what(incident).padEnd(36)}  ${id}`;
}

function what(incident: Incident): string {
  const window = hourRange(incident.startHour, incident.endHour);
  if (!isSales(incident)) return `data ${incident.cause} ${window}`;
  const { kind, observed, expected } = incident;
  return `${kind} ${window}, ${amount(observed, '.')} of ${amount(expected, '.')}`;
}

function whole(incident: Incident): string {
  const changes = incident.history.map(
    ({ at, transition, severity, startHour, endHour }) =>
      `${at}  ${transition.padEnd(12)} ${severity}  ${hourRange(startHour, endHour)}`,
  );
  return [
    `${incident.id}  ${incident.severity}  ${incident.status}`,
    `${escapedText(incident.checkout)}, ${incident.date}: ${what(incident)}`,
    incident.why,
    `heard on   ${incident.heardOn.join(', ')}`,
    ...changes,
  ].join('\n');
}
