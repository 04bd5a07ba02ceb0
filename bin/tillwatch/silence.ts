// tillwatch silence, unsilence: who wants to hear nothing of what, until when, and why; and taking it back.
import { randomBytes } from 'node:crypto';
import type { Severity } from '../../lambda/config/severity.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import type { IncidentKind } from '../../lambda/incident/incident.ts';
import { type Silence, weeklyWindow, weeklyWindowText } from '../../lambda/incident/silences.ts';
import { escapedText } from '../../lambda/notify/plain-text.ts';
import { type Actor, allRecords, changedRecord, nameOf } from './change-record.ts';
import { type Deployment, type DeploymentOptions, deployment } from './deployment.ts';
import { EXIT } from './exit-status.ts';
import { type Lasting, untilWhen } from './lasting.ts';

export interface SilenceOptions extends DeploymentOptions, Actor, Lasting {
  /** Every checkout that is on record now, instead of one. */
  readonly all?: boolean;
  readonly why?: string;
  readonly from?: Date;
  readonly kind?: readonly IncidentKind[];
  readonly severity?: readonly Severity[];
  readonly every?: string;
}

/** Sets a silence, or without a checkout lists those in force. Gives the exit status. */
export async function silence(checkout: string | undefined, options: SilenceOptions): Promise<number> {
  const place = await deployment(options);
  if (checkout === undefined && !options.all) return listed(place);
  const made = newSilence(options, new Date());
  const checkouts = options.all ? await checkoutsOnRecord(place) : [checkout ?? ''];
  for (const each of checkouts) {
    await withSilence(place, each, made);
    console.log(line(made, each));
  }
  return EXIT.ok;
}

/** Sets the silence on the checkout's record. */
export async function withSilence(place: Deployment, checkout: string, made: Silence): Promise<void> {
  await changedRecord(place, checkout, (record) => ({ ...record, silences: [...record.silences, made] }));
}

/** Ends a silence now, wherever it is. Gives the exit status. */
export async function unsilence(id: string, options: DeploymentOptions): Promise<number> {
  const place = await deployment(options);
  const now = new Date().toISOString();
  let ended = 0;
  for await (const { checkout, silences } of allRecords(place)) {
    if (!silences.some((known) => known.id === id && isInForce(known, now))) continue;
    await withoutSilence(place, checkout, id, now);
    console.log(`${escapedText(checkout)}: ${id} ended; what it held back and is still open is told within a minute`);
    ended++;
  }
  if (ended > 0) return EXIT.ok;
  console.error(`tillwatch: no silence ${escapedText(id)} in force; tillwatch silence lists them`);
  return EXIT.refused;
}

/** Ends the silence on one checkout's record. @param now ISO 8601, UTC */
export async function withoutSilence(place: Deployment, checkout: string, id: string, now: string): Promise<void> {
  await changedRecord(place, checkout, (record) => ({
    ...record,
    silences: record.silences.map((known) =>
      known.id === id && isInForce(known, now) ? { ...known, until: now } : known,
    ),
  }));
}

/** @throws TillwatchError `silence-invalid` where it has no reason, or neither an end nor hours of the week */
export function newSilence(options: Omit<SilenceOptions, 'all' | 'state'>, now: Date): Silence {
  const { why, every, kind = [], severity = [], from = now } = options;
  const until = untilWhen(options, from);
  if (why === undefined) throw invalid('say why, with --why TEXT: others will ask');
  if (until === null && every === undefined) {
    throw invalid('say until when, with --for 2h or --until TIME, or which hours of the week, with --every');
  }
  if (until !== null && until <= from) throw invalid('it ends before it begins');
  return {
    id: `s-${randomBytes(4).toString('hex')}`,
    by: nameOf(options),
    why,
    createdAt: now.toISOString(),
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
    kinds: kind,
    severities: severity,
    weekly: every === undefined ? null : weeklyWindow(every),
  };
}

async function listed(place: Deployment): Promise<number> {
  const now = new Date().toISOString();
  const lines: string[] = [];
  for await (const { checkout, silences } of allRecords(place)) {
    lines.push(...silences.filter((known) => isInForce(known, now)).map((known) => line(known, checkout)));
  }
  console.log(lines.length === 0 ? 'Nothing is silenced.' : lines.join('\n'));
  return EXIT.ok;
}

async function checkoutsOnRecord(place: Deployment): Promise<readonly string[]> {
  const checkouts: string[] = [];
  for await (const { checkout } of allRecords(place)) checkouts.push(checkout);
  return checkouts;
}

function isInForce({ until }: Silence, now: string): boolean {
  return until === null || until > now;
}

function line({ id, by, why, from, until, kinds, severities, weekly }: Silence, checkout: string): string {
  const what = [...kinds, ...severities].join(', ') || 'everything';
  const when = `${from} to ${until ?? 'when it is lifted'}${weekly ? `, ${weeklyWindowText(weekly)}` : ''}`;
  return `${id}  ${escapedText(checkout)}: ${what}, ${when}, by ${escapedText(by)}: ${escapedText(why)}`;
}

function invalid(message: string): TillwatchError {
  return new TillwatchError('silence-invalid', message);
}
