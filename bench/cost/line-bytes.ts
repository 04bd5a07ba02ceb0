// How long the lines are that the functions write into their logs: made by the functions' own code.
import { metricLine } from '../../lambda/metrics.ts';

const at = new Date('2026-01-17T03:20:00.000Z');
const DEPLOYMENT = 'tillwatch/Tillwatch';
const VERSION_ID = '0123456789abcdef0123456789abcdef';

export const LINE_BYTES = {
  file: Buffer.byteLength(
    metricLine(
      {
        kind: 'file-handled',
        at,
        key: 'checkout-00001/2026-01-16.csv',
        versionId: VERSION_ID,
        outcome: 'ok',
        isRepeat: false,
        hasQuarantined: false,
        rows: 24,
        landedAt: at,
        publishedAt: null,
        opened: [],
      },
      DEPLOYMENT,
    ),
  ),
  tick: Buffer.byteLength(
    metricLine(
      {
        kind: 'watch-ticked',
        at,
        report: { overdueLooked: 0, alertsPublished: 0, objectsSentAgain: 0, noticesSent: 0, reminders: 0 },
        unpublishedSince: null,
        openIncidents: 0,
        opened: [],
      },
      DEPLOYMENT,
    ),
  ),
};
