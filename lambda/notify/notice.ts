// Messages that belong to no single incident: a storm of alerts told as one, the handoff of a shift, the daily all-clear.
import type { Severity } from '../config/severity.ts';
import type { IncidentKind, Transition } from '../incident/incident.ts';

interface NoticeLife {
  /** Unique, and the same at every retry. */
  readonly id: string;
  readonly topic: Severity;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** One of the alerts that a storm's notice stands for. */
export interface StormMember {
  readonly alertId: string;
  readonly incidentId: string;
  readonly checkout: string;
  readonly topic: Severity;
  readonly transition: Transition;
  readonly kind: IncidentKind;
  /** The alert's headline, with severity and checkout. */
  readonly title: string;
}

/** Alerts that came in too fast to be told one by one. */
export interface StormNotice extends NoticeLife {
  readonly kind: 'storm';
  /** The same in all notices of one storm. */
  readonly stormId: string;
  readonly startedAt: string;
  /** Counts the storm's notices, from 1: later members join it. */
  readonly sequence: number;
  /** Alerts that this notice stands for, and their checkouts. */
  readonly joined: number;
  readonly checkouts: number;
  /** Alerts that the storm has had so far, those that were sent one by one before it apart. */
  readonly total: number;
  /** Worst first; the first of them where there are many. */
  readonly members: readonly StormMember[];
  /** Checkouts of those that aren't listed, again only the first. */
  readonly alsoAt: readonly string[];
}

/** One incident as a handoff tells it. */
export interface HandoffItem {
  readonly incidentId: string;
  readonly checkout: string;
  readonly kind: IncidentKind;
  readonly severity: Severity;
  readonly title: string;
  readonly openedAt: string;
  /** Null while it's open. */
  readonly endedAt: string | null;
  readonly acknowledgedBy: string | null;
}

export const HANDOFF_LISTS = ['open', 'opened', 'ended', 'gaps', 'unattended', 'justEnded'] as const;
export type HandoffList = (typeof HANDOFF_LISTS)[number];

/** Some of the incidents that a handoff lists, and how many there are in all. */
export interface HandoffPart {
  readonly count: number;
  /** Worst first. */
  readonly items: readonly HandoffItem[];
}

/** How things stand when a shift takes over. `gaps` are data incidents; the last two lists are what to watch. */
export interface HandoffNotice extends NoticeLife, Readonly<Record<HandoffList, HandoffPart>> {
  readonly kind: 'handoff';
  /** The local date and time for which it's meant: `2026-01-16T08:00`. */
  readonly meantFor: string;
  /** Since the handoff before; ISO 8601, UTC. */
  readonly since: string;
  readonly timeZone: string;
}

/** The daily sign of life: said also when not all is clear, so that silence never means health by itself. */
export interface AllClearNotice extends NoticeLife {
  readonly kind: 'all-clear';
  readonly meantFor: string;
  readonly timeZone: string;
  /** Checkouts that are watched, retired ones apart. */
  readonly checkouts: number;
  /** Those of them of which a file came in the last 24 hours. */
  readonly heardFrom: number;
  /** Open incidents by severity. */
  readonly open: Readonly<Record<Severity, number>>;
  /** Checkouts whose file is overdue. */
  readonly overdue: number;
}

export type Notice = StormNotice | HandoffNotice | AllClearNotice;

export function openIncidents({ open }: Pick<AllClearNotice, 'open'>): number {
  return Object.values(open).reduce((sum, count) => sum + count, 0);
}
