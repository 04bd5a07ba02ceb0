// Every kind of alert that a reader can get, in every transition: what the golden files are made of.
import type { Alert } from '../../lambda/incident/incident.ts';
import {
  anAlert,
  changed,
  DOUBTFUL,
  DROP,
  GAP,
  hour,
  LEVEL,
  OUTAGE,
  OUTAGE_GOING_ON,
  OVERDUE,
  SPIKE,
  sentAt,
  UNREADABLE,
} from './an-alert.ts';

const FIRST_CHECKOUT = { checkout: 'checkout_1', date: '2026-01-15' } as const;

export const ALERT_CASES: Readonly<Record<string, Alert>> = {
  'outage-over': anAlert(OUTAGE),

  'outage-going-on': anAlert(OUTAGE_GOING_ON, { createdAt: sentAt('17:16') }),

  'outage-updated': anAlert(OUTAGE_GOING_ON, {
    transition: 'updated',
    createdAt: sentAt('17:18'),
    life: {
      openedAt: sentAt('16:17'),
      history: [
        changed('opened', '16:17', 'P1', { startHour: 15, endHour: 15, expectedLost: 28.6 }),
        changed('updated', '17:18', 'P1', OUTAGE_GOING_ON),
      ],
    },
  }),

  'outage-escalated': anAlert(OUTAGE_GOING_ON, {
    transition: 'escalated',
    createdAt: sentAt('17:18'),
    life: {
      openedAt: sentAt('16:17'),
      heardOn: ['P1', 'P2'],
      history: [
        changed('opened', '16:17', 'P2', { startHour: 15, endHour: 15, expectedLost: 28.6 }),
        changed('escalated', '17:18', 'P1', OUTAGE_GOING_ON),
      ],
    },
  }),

  'outage-reminder': anAlert(OUTAGE_GOING_ON, {
    transition: 'escalated',
    escalation: 2,
    createdAt: sentAt('16:32'),
    life: {
      openedAt: sentAt('16:17'),
      history: [
        changed('opened', '16:17', 'P1'),
        { ...changed('escalated', '16:22', 'P1'), escalation: 1 },
        { ...changed('escalated', '16:32', 'P1'), escalation: 2 },
      ],
    },
  }),

  'outage-acknowledged': anAlert(OUTAGE_GOING_ON, {
    transition: 'acknowledged',
    createdAt: sentAt('17:25'),
    life: {
      openedAt: sentAt('16:17'),
      acknowledgement: { by: 'ana', at: sentAt('17:25'), until: null, why: 'gateway down, provider called' },
      history: [
        changed('opened', '16:17', 'P1'),
        { ...changed('acknowledged', '17:25', 'P1'), by: 'ana', note: 'gateway down, provider called' },
      ],
    },
  }),

  'outage-closed-by-hand': anAlert(
    { ...OUTAGE_GOING_ON },
    {
      transition: 'resolved',
      createdAt: sentAt('17:40'),
      life: {
        status: 'resolved',
        openedAt: sentAt('16:17'),
        history: [
          changed('opened', '16:17', 'P1'),
          { ...changed('resolved', '17:40', 'P1'), by: 'ana', note: 'shop closed early' },
        ],
      },
    },
  ),

  'outage-past-midnight': anAlert(
    {
      ...OUTAGE,
      startHour: 22,
      endHour: 25,
      hours: [hour(22, 0, 20.4, 11, 31), hour(23, 0, 11.2, 5, 19), hour(24, 0, 6.1, 2, 12), hour(25, 0, 4.3, 1, 9)],
      observed: 0,
      expected: 42,
      expectedLost: 42,
      lostLow: 30,
      lostHigh: 54,
    },
    {
      transition: 'resolved',
      createdAt: '2026-01-17T06:20:00.000Z',
      life: {
        status: 'resolved',
        history: [
          changed('opened', '2026-01-17T02:20:00.000Z', 'P1'),
          changed('updated', '2026-01-17T04:20:00.000Z', 'P1'),
          changed('resolved', '2026-01-17T06:20:00.000Z', 'P1'),
        ],
      },
    },
  ),

  'outage-silence-ends': anAlert(OUTAGE_GOING_ON, {
    topic: 'P4',
    transition: 'updated',
    createdAt: sentAt('17:45'),
    life: {
      openedAt: sentAt('16:17'),
      history: [
        { ...changed('opened', '16:17', 'P1'), isSilenced: true },
        { ...changed('updated', '17:45', 'P1'), note: 'the silence of ana ends at 18:00' },
      ],
    },
  }),

  'outage-resolved': anAlert(OUTAGE, {
    transition: 'resolved',
    createdAt: sentAt('19:16'),
    life: {
      status: 'resolved',
      openedAt: sentAt('16:17'),
      history: [
        changed('opened', '16:17', 'P1'),
        changed('updated', '17:18', 'P1'),
        changed('updated', '18:18', 'P1'),
        changed('resolved', '19:16', 'P1'),
      ],
    },
  }),

  'outage-retracted': anAlert(OUTAGE, {
    transition: 'retracted',
    createdAt: '2026-01-17T05:10:00.000Z',
    life: {
      status: 'retracted',
      openedAt: sentAt('18:20'),
      history: [changed('opened', '18:20', 'P1'), changed('retracted', '2026-01-17T05:10:00.000Z', 'P1')],
    },
  }),

  'outage-late': anAlert(OUTAGE, { topic: 'P4', createdAt: '2026-01-20T12:00:00.000Z' }),

  drop: anAlert(DROP, { createdAt: '2026-01-15T14:17:00.000Z', life: FIRST_CHECKOUT }),

  spike: anAlert(SPIKE, { createdAt: sentAt('04:16') }),

  level: anAlert(LEVEL, { createdAt: '2026-01-17T03:20:00.000Z' }),

  'data-unreadable': anAlert(UNREADABLE, { createdAt: '2026-01-15T14:02:00.000Z', life: FIRST_CHECKOUT }),

  'data-gap': anAlert(GAP, { createdAt: '2026-01-15T18:16:00.000Z', life: FIRST_CHECKOUT }),

  'data-gap-resolved': anAlert(
    { ...GAP, isOver: true },
    {
      transition: 'resolved',
      createdAt: '2026-01-15T19:40:00.000Z',
      life: {
        ...FIRST_CHECKOUT,
        status: 'resolved',
        history: [
          changed('opened', '2026-01-15T18:16:00.000Z', 'P2', { ...GAP, expectedLost: 0 }),
          changed('resolved', '2026-01-15T19:40:00.000Z', 'P2', { ...GAP, expectedLost: 0 }),
        ],
      },
    },
  ),

  'data-overdue': anAlert(OVERDUE, { createdAt: '2026-01-16T03:51:00.000Z', life: FIRST_CHECKOUT }),

  'data-overdue-escalated': anAlert(
    { ...OVERDUE, severity: 'P2' },
    {
      transition: 'escalated',
      createdAt: '2026-01-16T16:00:00.000Z',
      life: {
        ...FIRST_CHECKOUT,
        heardOn: ['P2', 'P3'],
        history: [
          changed('opened', '2026-01-16T03:51:00.000Z', 'P3', { ...OVERDUE, expectedLost: 0 }),
          changed('escalated', '2026-01-16T16:00:00.000Z', 'P2', { ...OVERDUE, expectedLost: 0 }),
        ],
      },
    },
  ),

  'data-overdue-resolved': anAlert(
    { ...OVERDUE, isOver: true },
    {
      transition: 'resolved',
      createdAt: '2026-01-16T05:10:00.000Z',
      life: {
        ...FIRST_CHECKOUT,
        status: 'resolved',
        history: [
          changed('opened', '2026-01-16T03:51:00.000Z', 'P3', { ...OVERDUE, expectedLost: 0 }),
          changed('resolved', '2026-01-16T05:10:00.000Z', 'P3', { ...OVERDUE, expectedLost: 0 }),
        ],
      },
    },
  ),

  'hostile-names': anAlert(
    {
      ...UNREADABLE,
      source: 'in/$(reboot)/\u202evsc.\r\nState: over/a-very-long-folder/a-very-long-name-of-a-file.csv',
    },
    { life: { checkout: 'loja "São João"\r\nBcc: all@example.com' } },
  ),

  'data-doubtful': anAlert(DOUBTFUL, { createdAt: '2026-01-15T22:01:00.000Z', life: FIRST_CHECKOUT }),
};
