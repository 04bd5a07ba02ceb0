// Arbitrary alerts: every kind and transition, hostile names, numbers of any size.
import fc from 'fast-check';
import { SEVERITIES } from '../../lambda/config/severity.ts';
import type { DayNote, Unlikeness } from '../../lambda/detect/day-notes.ts';
import type { SalesWhy } from '../../lambda/detect/why.ts';
import type { DataWhy } from '../../lambda/incident/data-why.ts';
import {
  type Alert,
  type Change,
  type FoundData,
  type FoundSales,
  type IncidentHour,
  type Life,
  TRANSITIONS,
} from '../../lambda/incident/incident.ts';
import type { Finding } from '../../lambda/intake/checkout-day.ts';
import { CODES } from '../../lambda/intake/findings.ts';

const severity = fc.constantFrom(...SEVERITIES);
const startHour = fc.integer({ min: 0, max: 23 });
const endHour = fc.integer({ min: 0, max: 47 });
const anyNumber = fc.oneof(fc.double(), fc.double({ min: 0, max: 200 }), fc.nat(100_000));
const anyReading = fc.option(anyNumber);
const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Text that somebody could drop: any code units, also halves of pairs, and what has broken mails and terminals before. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '',
    '   ',
    'checkout_2',
    'Praça São João / loja nº 1',
    'x\r\nBcc: everybody@example.com\r\n\r\nhello',
    '\u202egnp.exe',
    '<b>&amp;</b>',
    '[~^{}|\\€]'.repeat(9),
    '🛒🛒🛒',
    'ﷺ'.repeat(30),
    '{"severity":"P1"}',
    'a'.repeat(2_000),
  ),
);

const found = { severity, startHour, endHour, isOver: fc.boolean() };

const anyUnlikeness: fc.Arbitrary<Unlikeness> = fc.oneof(
  fc.record({ was: fc.constant('special' as const), name: anyText }),
  fc.record({ was: fc.constant('closed' as const), isAllDay: fc.boolean() }),
);
const anyNote: fc.Arbitrary<DayNote> = fc.oneof(
  fc.record({ kind: fc.constant('impossible-average' as const), of: fc.constantFrom('week', 'month') }),
  fc.record({ kind: fc.constant('special-day' as const), name: anyText }),
  fc.record({
    kind: fc.constant('left-out' as const),
    reference: fc.constantFrom('yesterday', 'same-weekday'),
    because: anyUnlikeness,
  }),
);
const oldWhy = fc.record({ kind: fc.constant('text' as const), text: anyText });

const anySalesWhy: fc.Arbitrary<SalesWhy> = fc.oneof(
  oldWhy,
  fc.record({ kind: fc.constant('closed' as const), observed: anyNumber }),
  fc.record({
    kind: fc.constant('week-average' as const),
    average: anyNumber,
    observed: anyNumber,
    percent: anyNumber,
  }),
  fc.record({
    kind: fc.constant('expectation' as const),
    startHour,
    endHour: startHour,
    observed: anyNumber,
    expected: anyNumber,
    references: fc.array(
      fc.record({
        reference: fc.constantFrom('yesterday', 'same-weekday', 'rest-of-week', 'rest-of-month'),
        stance: fc.constantFrom('agrees', 'differs', 'set-aside'),
        days: fc.integer({ min: 1, max: 28 }),
        ratio: anyNumber,
      }),
      { maxLength: 4 },
    ),
    restOfDay: fc.option(anyNumber),
    afterOutage: fc.option(startHour),
    notes: fc.array(anyNote, { maxLength: 2 }),
  }),
);

const anyFinding: fc.Arbitrary<Finding> = fc.record({
  code: fc.oneof(anyText, fc.constantFrom(...Object.keys(CODES))),
  line: fc.option(fc.nat()),
  column: fc.option(anyText),
  message: anyText,
});
const anyDataWhy: fc.Arbitrary<DataWhy> = fc.oneof(
  oldWhy,
  fc.record({
    kind: fc.constant('missing-hours' as const),
    hours: fc.uniqueArray(startHour, { minLength: 1 }).map((hours) => hours.sort((a, b) => a - b)),
    finding: fc.option(anyFinding),
  }),
  fc.record({
    kind: fc.constant('finding' as const),
    finding: anyFinding,
    others: fc.record({ count: fc.nat(99), of: fc.constantFrom('findings', 'days') }),
  }),
  fc.record({
    kind: fc.constant('overdue' as const),
    date: instant.map((at) => at.slice(0, 10)),
    expectedBy: fc.nat(4 * 24 * 60),
    basis: fc.constantFrom('set', 'first', 'next'),
  }),
);

const anyHour: fc.Arbitrary<IncidentHour> = fc.record({
  hour: endHour,
  today: anyReading,
  expected: anyReading,
  low: anyReading,
  high: anyReading,
});

const anySales: fc.Arbitrary<FoundSales> = fc.record({
  ...found,
  kind: fc.constantFrom('outage', 'drop', 'spike', 'level'),
  score: anyNumber,
  observed: anyNumber,
  expected: anyNumber,
  expectedLost: anyNumber,
  lostLow: anyNumber,
  lostHigh: anyNumber,
  hours: fc.array(anyHour, { maxLength: 60 }),
  why: anySalesWhy,
});

const anyData: fc.Arbitrary<FoundData> = fc.record({
  ...found,
  kind: fc.constant('data'),
  cause: fc.constantFrom('unreadable', 'gap', 'doubtful', 'overdue'),
  code: anyText,
  source: anyText,
  why: anyDataWhy,
});

const change = fc.record({
  at: instant,
  transition: fc.constantFrom(...TRANSITIONS),
  state: fc.constantFrom('open', 'acknowledged', 'resolved', 'retracted'),
  severity,
  startHour,
  endHour,
  expectedLost: anyNumber,
});
const changeByHand = fc
  .tuple(change, fc.nat(4), anyText, anyText)
  .map(([what, escalation, by, note]): Change => ({ ...what, escalation, by, note, isSilenced: true }));

const id = fc.string({ minLength: 1, maxLength: 400 });

const anyLife: fc.Arbitrary<Life> = fc.record({
  id,
  checkout: anyText,
  date: instant.map((at) => at.slice(0, 10)),
  status: fc.constantFrom('open', 'resolved', 'retracted'),
  openedAt: instant,
  heardOn: fc.array(severity, { maxLength: 3 }),
  history: fc.array(fc.oneof(change, changeByHand), { maxLength: 60 }),
  parts: fc.constant([]),
  acknowledgement: fc.constant(null),
  feedback: fc.constant(null),
});

export const anyAlert: fc.Arbitrary<Alert> = fc.record({
  id,
  topic: severity,
  transition: fc.constantFrom(...TRANSITIONS),
  escalation: fc.nat(5),
  createdAt: instant,
  incident: fc
    .tuple(fc.oneof(anySales, anyData), anyLife)
    .map(([what, life]): Alert['incident'] => ({ ...what, ...life })),
});
