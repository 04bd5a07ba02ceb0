// Alerts to compose messages from. The figures are those of samples/checkout_1.csv and samples/checkout_2.csv,
// read as the business dates 2026-01-15 and 2026-01-16 in America/Sao_Paulo (UTC-3).
import type { Severity } from '../../lambda/config/severity.ts';
import type { SalesWhy } from '../../lambda/detect/why.ts';
import type {
  Alert,
  Change,
  FoundData,
  FoundSales,
  IncidentHour,
  Life,
  Transition,
} from '../../lambda/incident/incident.ts';
import { finding } from '../../lambda/intake/findings.ts';
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
  why: {
    kind: 'expectation',
    startHour: 15,
    endHour: 17,
    observed: 0,
    expected: 77,
    references: [
      { reference: 'yesterday', stance: 'agrees', days: 1, ratio: 1.1 },
      { reference: 'same-weekday', stance: 'agrees', days: 1, ratio: 0.94 },
      { reference: 'rest-of-week', stance: 'set-aside', days: 5, ratio: 0.46 },
      { reference: 'rest-of-month', stance: 'differs', days: 21, ratio: 0.7 },
    ],
    restOfDay: 1.2,
    afterOutage: null,
    notes: [],
  },
  score: 23.1,
  observed: 0,
  expected: 77,
  expectedLost: 77,
  lostLow: 61,
  lostHigh: 94,
  hours: [hour(15, 0, 28.6, 16, 43), hour(16, 0, 26.3, 14, 40), hour(17, 0, 22.1, 11, 35)],
};

const OUTAGE_WHY = OUTAGE.why as Extract<SalesWhy, { kind: 'expectation' }>;

export const OUTAGE_GOING_ON: FoundSales = {
  ...OUTAGE,
  endHour: 16,
  isOver: false,
  why: { ...OUTAGE_WHY, endHour: 16, expected: 54.9, restOfDay: 1.02 },
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
  why: {
    ...OUTAGE_WHY,
    startHour: 8,
    endHour: 9,
    observed: 2,
    expected: 29.4,
    references: [
      { reference: 'yesterday', stance: 'agrees', days: 1, ratio: 1.3 },
      { reference: 'same-weekday', stance: 'differs', days: 4, ratio: 1.63 },
      { reference: 'rest-of-month', stance: 'agrees', days: 18, ratio: 0.8 },
    ],
    restOfDay: null,
    notes: [
      { kind: 'impossible-average', of: 'week' },
      { kind: 'left-out', reference: 'same-weekday', because: { was: 'closed', isAllDay: false } },
    ],
  },
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
  why: {
    ...OUTAGE_WHY,
    startHour: 2,
    endHour: 3,
    observed: 64,
    expected: 4.5,
    references: OUTAGE_WHY.references.map((each) => ({ ...each, stance: 'agrees', ratio: 1 })),
    restOfDay: 0.98,
    afterOutage: 1,
  },
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
  why: {
    ...OUTAGE_WHY,
    startHour: 0,
    endHour: 23,
    observed: 341,
    expected: 512.4,
    restOfDay: null,
    notes: [
      { kind: 'special-day', name: 'Tiradentes' },
      { kind: 'left-out', reference: 'yesterday', because: { was: 'special', name: 'Good Friday' } },
    ],
  },
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
  why: {
    kind: 'finding',
    finding: {
      code: 'wrong-file-type',
      line: null,
      column: null,
      message: 'the file is an HTML page with a .csv name; the export has probably answered with its sign-in page',
    },
    others: { count: 0, of: 'days' },
  },
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
  why: { kind: 'missing-hours', hours: [11, 12, 13, 14], finding: null },
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
  why: {
    kind: 'finding',
    finding: finding('value-invalid', '"fechado" is not a count; 16h is treated as unknown', 17, 'today'),
    others: { count: 2, of: 'findings' },
  },
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
  why: { kind: 'overdue', date: '2026-01-15', expectedBy: 24 * 60 + 51, basis: 'first' },
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
