// GET /report/day?checkout=…&date=…&locale=…: the day's report, a page of its own under a policy of its own.
import { settingsFor, withOwnSettings } from '../../../lambda/config/config.ts';
import { LOCALES } from '../../../lambda/config/locale.ts';
import { dayView } from '../../../lambda/report/day-view.ts';
import { PAGE_POLICY } from '../../../lambda/report/html.ts';
import { dayReport } from '../../../lambda/report/report.ts';
import { refusal, text } from '../answer.ts';
import type { Route } from '../surroundings.ts';

export const dayReportPage: Route = {
  method: 'GET',
  path: '/report/day',
  answer({ query }, { state, config, now }) {
    const checkout = query.get('checkout') ?? '';
    const record = state.record(checkout);
    const settings = record && withOwnSettings(settingsFor(config, checkout), record.settings);
    const view = settings && dayView(record, query.get('date') ?? '', settings);
    if (!view) return refusal(404, 'day-unknown', 'no such day is on record');
    const locale = LOCALES.find((known) => known === query.get('locale')) ?? settings.locale;
    const page = text(200, 'text/html; charset=utf-8', dayReport(view, { format: 'html', locale, now: now() }));
    return { ...page, headers: { ...page.headers, 'content-security-policy': PAGE_POLICY } };
  },
};
