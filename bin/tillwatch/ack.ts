// tillwatch ack: somebody is on it; reminders stop, and whoever heard of the incident hears that.
import type { Incident } from '../../lambda/incident/incident.ts';
import { acknowledged } from '../../lambda/incident/people.ts';
import { type Actor, changedIncident, nameOf } from './change-record.ts';
import { type Deployment, type DeploymentOptions, deployment } from './deployment.ts';
import { EXIT } from './exit-status.ts';
import { type Lasting, untilWhen } from './lasting.ts';

export interface AckOptions extends DeploymentOptions, Actor, Lasting {
  readonly why?: string;
}

/** Gives the exit status. @throws TillwatchError as `changedIncident` and `acknowledged` do */
export async function acknowledge(id: string, options: AckOptions): Promise<number> {
  const by = nameOf(options);
  const { acknowledgement } = await withAcknowledgement(await deployment(options), id, { ...options, by });
  const until = acknowledgement?.until ? `until ${acknowledgement.until}` : 'until it ends';
  console.log(`${id}: ${by} is on it ${until}; whoever heard of it is told within a minute`);
  return EXIT.ok;
}

/** Sets it on the record; gives the incident as it is then. @throws TillwatchError as `acknowledge` */
export function withAcknowledgement(
  place: Deployment,
  id: string,
  { by, why, ...lasting }: Lasting & { readonly by: string; readonly why?: string },
): Promise<Incident> {
  return changedIncident(place, id, (incident, _record, now) =>
    acknowledged(incident, { by, now, why: why ?? null }, untilWhen(lasting, now)),
  );
}
