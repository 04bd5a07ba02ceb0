// Everything that the dashboard answers; a file each in routes/.
import { acknowledge, silence, unsilence } from './routes/act.ts';
import { checkout } from './routes/checkout.ts';
import { events } from './routes/events.ts';
import { metrics } from './routes/metrics.ts';
import { overviewNow } from './routes/overview.ts';
import { page, script, style } from './routes/page.ts';
import { dayReportPage } from './routes/report.ts';
import { queries, runQuery } from './routes/sql.ts';
import { upload } from './routes/upload.ts';
import type { Route } from './surroundings.ts';

export const ROUTES: readonly Route[] = [
  page,
  script,
  style,
  overviewNow,
  checkout,
  events,
  acknowledge,
  silence,
  unsilence,
  upload,
  dayReportPage,
  metrics,
  queries,
  runQuery,
];
