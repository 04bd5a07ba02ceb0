// Arbitrary alerts: every kind and transition, hostile names, numbers of any size.
import fc from 'fast-check';
import { SEVERITIES } from '../../lambda/config/severity.ts';
import {
  type Alert,
  type Change,
  type FoundData,
  type FoundSales,
  type IncidentHour,
  type Life,
  TRANSITIONS,
} from '../../lambda/incident/incident.ts';

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

const found = { severity, startHour, endHour, isOver: fc.boolean(), why: anyText };

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
});

const anyData: fc.Arbitrary<FoundData> = fc.record({
  ...found,
  kind: fc.constant('data'),
  cause: fc.constantFrom('unreadable', 'gap', 'doubtful', 'overdue'),
  code: anyText,
  source: anyText,
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
