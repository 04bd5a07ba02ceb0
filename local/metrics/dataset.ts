// What the exporter tells of one checkout: its newest business date, judged, and the incidents that are open.
import type { BusinessHours } from '../../lambda/config/config.ts';
import type { Severity } from '../../lambda/config/severity.ts';
import type { HourJudgement } from '../../lambda/detect/judgement.ts';
import type { IncidentKind } from '../../lambda/incident/incident.ts';
import type { HourReading } from '../../lambda/intake/checkout-day.ts';

export interface Dataset {
  /** The checkout's id. */
  readonly dataset: string;
  /** Path or object key of the file that told last. */
  readonly source: string;
  /** When that file landed, in s since 1970. */
  readonly landedAtS: number;
  /** 24 entries, index = hour; none where no date could be read. */
  readonly hours: readonly HourReading[];
  /** As `hours`. */
  readonly judged: readonly HourJudgement[];
  /** Hours of the date, from 00h, that were final when the file landed. */
  readonly finalHours: number;
  readonly businessHours: BusinessHours;
  readonly open: readonly OpenIncident[];
}

export interface OpenIncident {
  readonly severity: Severity;
  readonly kind: IncidentKind;
}

/** All that one refresh of the exporter found. */
export interface Snapshot {
  readonly datasets: readonly Dataset[];
  /** Files that were refused and lie in quarantine. */
  readonly quarantined: number;
}

/** Where an exporter's data come from. */
export type Source = () => Promise<Snapshot>;
