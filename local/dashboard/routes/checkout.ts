// GET /api/checkout?id=…: one checkout's record, and the settings that it is judged by.
import { settingsFor, withOwnSettings } from '../../../lambda/config/config.ts';
import { json, refusal } from '../answer.ts';
import type { Route } from '../surroundings.ts';

export const checkout: Route = {
  method: 'GET',
  path: '/api/checkout',
  answer({ query }, { state, config }) {
    const id = query.get('id') ?? '';
    const record = state.record(id);
    if (!record) return refusal(404, 'checkout-unknown', 'no such checkout is on record');
    return json({ record, settings: withOwnSettings(settingsFor(config, id), record.settings) });
  },
};
