// POST /api/acknowledge, /api/silence, /api/unsilence: the commands, from the page.
import * as v from 'valibot';
import { TillwatchError } from '../../../lambda/errors.ts';
import { json } from '../answer.ts';
import { jsonWithin } from '../body.ts';
import type { Route } from '../surroundings.ts';

const LARGEST_ACT_BYTES = 16 * 1024;

/** A year: whoever wants more quiet than that retires the checkout. */
const LONGEST_MS = 365 * 24 * 60 * 60 * 1000;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));
const remark = v.pipe(v.string(), v.trim(), v.maxLength(500));
const by = v.pipe(v.string(), v.trim(), v.minLength(1, 'is missing: say who you are'), v.maxLength(80));
const forMs = v.pipe(v.number(), v.integer(), v.minValue(60_000), v.maxValue(LONGEST_MS));

const acknowledgement = v.strictObject({
  incident: id,
  by,
  why: v.nullable(remark),
  forMs: v.nullable(forMs),
});

const newSilence = v.strictObject({
  checkout: id,
  by,
  why: v.pipe(remark, v.minLength(1, 'is missing: others will ask')),
  forMs,
  kinds: v.array(v.picklist(['outage', 'drop', 'spike', 'level', 'data'])),
});

const lifted = v.strictObject({ checkout: id, silence: id });

export const acknowledge: Route = {
  method: 'POST',
  path: '/api/acknowledge',
  async answer({ request }, { acts }) {
    const { incident, ...act } = valid(acknowledgement, await jsonWithin(request, LARGEST_ACT_BYTES));
    await acts.acknowledge(incident, act);
    return json({});
  },
};

export const silence: Route = {
  method: 'POST',
  path: '/api/silence',
  async answer({ request }, { acts }) {
    const { checkout, ...made } = valid(newSilence, await jsonWithin(request, LARGEST_ACT_BYTES));
    await acts.silence(checkout, made);
    return json({});
  },
};

export const unsilence: Route = {
  method: 'POST',
  path: '/api/unsilence',
  async answer({ request }, { acts }) {
    const { checkout, silence: ended } = valid(lifted, await jsonWithin(request, LARGEST_ACT_BYTES));
    await acts.unsilence(checkout, ended);
    return json({});
  },
};

function valid<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new TillwatchError('body-invalid', `${v.getDotPath(issue) ?? 'it'} ${issue.message}`);
}
