// What people do on the page. The command hands the doing in: it is what `tillwatch ack` and `tillwatch silence` do.
import type { IncidentKind } from '../../lambda/incident/incident.ts';

export interface Act {
  /** Who does it: a name that goes on record. */
  readonly by: string;
  readonly why: string | null;
  /** How long it holds, in ms; null until the incident ends. */
  readonly forMs: number | null;
}

export interface NewSilence extends Act {
  readonly why: string;
  readonly forMs: number;
  /** Empty for all. */
  readonly kinds: readonly IncidentKind[];
}

export interface Acts {
  /** @throws TillwatchError as `tillwatch ack` */
  acknowledge(incident: string, act: Act): Promise<void>;
  /** @throws TillwatchError as `tillwatch silence` */
  silence(checkout: string, silence: NewSilence): Promise<void>;
  /** Ends a silence now. */
  unsilence(checkout: string, id: string): Promise<void>;
}
