// GET /api/overview: checkouts, incidents, silences and files as they are now.
import { json } from '../answer.ts';
import { overview } from '../overview.ts';
import type { Route } from '../surroundings.ts';

export const overviewNow: Route = {
  method: 'GET',
  path: '/api/overview',
  answer: (_asked, { state, config, now }) =>
    json(overview({ now: now(), timeZone: config.timeZone, records: state.records(), receipts: state.receipts() })),
};
