// Alerts to compose messages from. The figures are those of samples/checkout_1.csv and samples/checkout_2.csv,
// read as the business dates 2026-01-15 and 2026-01-16 in America/Sao_Paulo (UTC-3).
import type { Severity } from '../../lambda/config/severity.ts';
import type {
  Alert,
  Change,
  FoundData,
  FoundSales,
  IncidentHour,
  Life,
  Transition,
} from '../../lambda/incident/incident.ts';
import type { MessageContext } from '../../lambda/notify/message-context.ts';

export const CONTEXT: MessageContext = {
  timeZone: 'America/Sao_Paulo',
  locale: 'en',
  links: { dashboard: 'https://tillwatch.example/checkouts' },
};

export const OUTAGE: FoundSales = {
  kind: 'outage',
  severity: 'P1',
  startHour: 15,
  endHour: 17,
  isOver: true,
  why: 'Three hours in a row without a single sale, where 77 sales were expected.',
  score: 23.1,
  observed: 0,
  expected: 77,
  expectedLost: 77,
  lostLow: 61,
  lostHigh: 94,
  hours: [hour(15, 0, 28.6, 16, 43), hour(16, 0, 26.3, 14, 40), hour(17, 0, 22.1, 11, 35)],
};

export const OUTAGE_GOING_ON: FoundSales = {
  ...OUTAGE,
  endHour: 16,
  isOver: false,
  why: 'Two hours in a row without a single sale, where 55 sales were expected.',
  score: 16.4,
  expected: 54.9,
  expectedLost: 54.9,
  lostLow: 41,
  lostHigh: 70,
  hours: OUTAGE.hours.slice(0, 2),
};

export const DROP: FoundSales = {
  kind: 'drop',
  severity: 'P3',
  startHour: 8,
  endHour: 9,
  isOver: true,
  why: 'Two hours with 2 sales, where 29 were expected; the hours before and after are as usual.',
  score: 11.7,
  observed: 2,
  expected: 29.4,
  expectedLost: 27.4,
  lostLow: 17.2,
  lostHigh: 38.9,
  hours: [hour(8, 0, 9.6, 3, 18), hour(9, 2, 19.8, 10, 31)],
};

export const SPIKE: FoundSales = {
  kind: 'spike',
  severity: 'P3',
  startHour: 2,
  endHour: 3,
  isOver: true,
  why: 'Two hours with 64 sales, where 4.5 were expected.',
  score: 14.2,
  observed: 64,
  expected: 4.5,
  expectedLost: -59.5,
  lostLow: -63.1,
  lostHigh: -54.7,
  hours: [hour(2, 31, 2.4, 0, 7), hour(3, 33, 2.1, 0, 6)],
};

export const LEVEL: FoundSales = {
  kind: 'level',
  severity: 'P4',
  startHour: 0,
  endHour: 23,
  isOver: true,
  why: 'The whole day is a third below its references, with the usual shape.',
  score: 9.3,
  observed: 341,
  expected: 512.4,
  expectedLost: 171.4,
  lostLow: 118.2,
  lostHigh: 226.9,
  hours: [hour(0, 4, 5.8, 1, 12), hour(1, null, 2.2, 0, 6), hour(2, 1, 0.64, 0, 3)],
};

export const UNREADABLE: FoundData = {
  kind: 'data',
  severity: 'P3',
  startHour: 0,
  endHour: 23,
  isOver: false,
  why: 'The file is an HTML page with a .csv name; the export has probably answered with its sign-in page.',
  cause: 'unreadable',
  code: 'wrong-file-type',
  source: 'sales/checkout_1/2026-01-15.csv',
};

export const GAP: FoundData = {
  kind: 'data',
  severity: 'P2',
  startHour: 11,
  endHour: 14,
  isOver: false,
  why: 'no count for 11h-14h; lines 13 to 16 are missing',
  cause: 'gap',
  code: 'missing-hours',
  source: 'sales/checkout_1/2026-01-15.csv',
};

export const DOUBTFUL: FoundData = {
  kind: 'data',
  severity: 'P4',
  startHour: 0,
  endHour: 23,
  isOver: true,
  why: 'line 17, column today: "fechado" is not a count; 16h is treated as unknown (and 2 more)',
  cause: 'doubtful',
  code: 'row-too-short value-invalid',
  source: "vendas de hoje (2)'s.csv",
};

export const OVERDUE: FoundData = {
  kind: 'data',
  severity: 'P3',
  startHour: 0,
  endHour: 23,
  isOver: false,
  why: 'the first file of 2026-01-15 should have come by 00:51 the day after, judging by when files came before',
  cause: 'overdue',
  code: 'file-overdue',
  source: 'sales/checkout_1/2026-01-14.csv',
};

export function hour(
  label: number,
  today: number | null,
  expected: number | null,
  low: number | null,
  high: number | null,
): IncidentHour {
  return { hour: label, today, expected, low, high };
}

/** One announced change; `at` is local time on 2026-01-16 unless it's a whole instant. */
export function changed(
  transition: Transition,
  at: string,
  severity: Severity,
  found: Pick<FoundSales, 'startHour' | 'endHour' | 'expectedLost'> = OUTAGE,
): Change {
  const { startHour, endHour, expectedLost } = found;
  const state =
    transition === 'resolved' || transition === 'retracted' || transition === 'acknowledged' ? transition : 'open';
  return { at: at.includes('T') ? at : sentAt(at), transition, state, severity, startHour, endHour, expectedLost };
}

/** The instant of a local time on 2026-01-16. */
export function sentAt(localTime: string): string {
  return new Date(`2026-01-16T${localTime}:00-03:00`).toISOString();
}

interface Circumstances {
  readonly topic?: Severity;
  readonly transition?: Transition;
  readonly escalation?: number;
  readonly createdAt?: string;
  readonly life?: Partial<Life>;
}

/** An alert about `found`, opened at 18:20 on 2026-01-16 unless told otherwise. */
export function anAlert(found: FoundSales | FoundData, circumstances: Circumstances = {}): Alert {
  const { topic = found.severity, transition = 'opened', escalation = 0 } = circumstances;
  const createdAt = circumstances.createdAt ?? sentAt('18:20');
  const what = found.kind === 'data' ? found.cause : `${String(found.startHour).padStart(2, '0')}h`;
  const life: Life = {
    id: `${circumstances.life?.checkout ?? 'checkout_2'}-${circumstances.life?.date ?? '2026-01-16'}-${what}`,
    checkout: 'checkout_2',
    date: '2026-01-16',
    status: found.isOver ? 'resolved' : 'open',
    openedAt: createdAt,
    heardOn: [topic],
    history: [
      changed('opened', createdAt, found.severity, {
        ...found,
        expectedLost: found.kind === 'data' ? 0 : found.expectedLost,
      }),
    ],
    parts: [],
    acknowledgement: null,
    feedback: null,
    ...circumstances.life,
  };
  return {
    id: `${life.id}/${life.history.length}-${transition}/${topic}`,
    topic,
    transition,
    escalation,
    createdAt,
    incident: { ...found, ...life },
  };
}
