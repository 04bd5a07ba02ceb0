// tillwatch resolve: a person says that an incident is over; newer data open it again only if they show more.
import { resolvedByHand } from '../../lambda/incident/people.ts';
import { type Actor, changedIncident, nameOf } from './change-record.ts';
import { type DeploymentOptions, deployment } from './deployment.ts';
import { EXIT } from './exit-status.ts';

export interface ResolveOptions extends DeploymentOptions, Actor {
  readonly why?: string;
}

/** Gives the exit status. @throws TillwatchError as `changedIncident` and `resolvedByHand` do */
export async function resolveIncident(id: string, options: ResolveOptions): Promise<number> {
  const by = nameOf(options);
  await changedIncident(await deployment(options), id, (incident, _record, now) =>
    resolvedByHand(incident, { by, now, why: options.why ?? null }),
  );
  console.log(`${id}: resolved by ${by}; whoever heard of it is told within a minute`);
  return EXIT.ok;
}
