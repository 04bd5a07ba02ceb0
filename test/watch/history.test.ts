// Days that are over go into the history: each as it is on record, and counted once whatever happens.
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it } from 'vitest';
import { bucketLedger } from '../../bin/tillwatch/sql/stored-ledgers.ts';
import { joinedRows } from '../../lambda/lake/day-rows.ts';
import { rowsOfLakeFile } from '../../lambda/lake/lake-file.ts';
import { LAKE, WATCH_INDEX } from '../../lambda/record/places.ts';
import { RECORDS_BUCKET } from '../../local/emulated-stack.ts';
import type { Cell } from '../../local/sql/cell.ts';
import { openEngine } from '../../local/sql/engine.ts';
import { aDay } from '../a-day.ts';
import { aWatchedStack, type WatchedStack } from './a-watched-stack.ts';

let stack: WatchedStack;
afterEach(() => stack.close());

const ledger = () =>
  bucketLedger(new S3Client({ endpoint: stack.aws.endpoint, region: stack.aws.region }), RECORDS_BUCKET);

async function filesOfTheLake(): Promise<readonly string[]> {
  const places: string[] = [];
  for await (const place of ledger().places(LAKE)) places.push(place);
  return places;
}

/** Asks the files of the lake alone: what Athena would see. */
async function asked(sql: string): Promise<readonly (readonly Cell[])[]> {
  const places = await filesOfTheLake();
  const files = await Promise.all(
    places.map(async (place) => ({ place, bytes: (await ledger().bytes(place)) ?? new Uint8Array() })),
  );
  const engine = await openEngine(joinedRows(files.map(rowsOfLakeFile)));
  try {
    return (await engine.query(sql)).rows;
  } finally {
    engine.close();
  }
}

const TOTALS = 'SELECT checkout, business_date, count(*), sum(today) FROM readings GROUP BY ALL ORDER BY ALL';
const ENABLED = { lake: { enabled: true } } as const;
/** Sales of `aDay()`. */
const ORDINARY_DAY = 440;

describe('the history', () => {
  it('has a day when it is over, and not before', async () => {
    stack = await aWatchedStack('2026-01-15T12:00', ENABLED);
    await stack.landAt('2026-01-16T12:20', 'shop', '2026-01-16', aDay().until(12));
    expect((await stack.tickAt('2026-01-16T12:30')).daysWritten).toBe(0);
    await stack.landAt('2026-01-17T00:20', 'shop', '2026-01-16');
    expect((await stack.tickAt('2026-01-17T00:30')).daysWritten).toBe(1);
    expect(await asked(TOTALS)).toEqual([['shop', '2026-01-16', 24, ORDINARY_DAY]]);
    expect(await filesOfTheLake()).toEqual([
      expect.stringMatching(/^lake\/readings\/month=2026-01\/[0-9a-f]{24}\.json\.gz$/),
    ]);
  });

  it('is written half an hour at a time, many checkouts in one file', async () => {
    stack = await aWatchedStack('2026-01-17T00:00', ENABLED);
    for (const shop of ['a', 'b', 'c']) await stack.landAt('2026-01-17T00:20', shop, '2026-01-16');
    expect((await stack.tickAt('2026-01-17T00:29')).daysWritten).toBe(0);
    expect((await stack.tickAt('2026-01-17T00:30')).daysWritten).toBe(3);
    expect(await filesOfTheLake()).toHaveLength(1);
    expect((await stack.tickAt('2026-01-17T01:00')).daysWritten).toBe(0);
    expect(await asked(TOTALS)).toHaveLength(3);
  });

  it('has incidents with their steps, as they stood last', async () => {
    stack = await aWatchedStack('2026-01-17T00:00', ENABLED);
    await stack.landAt('2026-01-17T00:20', 'shop', '2026-01-16', aDay().quiet(15, 17));
    await stack.tickAt('2026-01-17T00:30');
    await stack.landAt('2026-01-17T02:20', 'shop', '2026-01-16', aDay());
    await stack.tickAt('2026-01-17T02:30');
    expect(await asked('SELECT kind, status, heard_on, minutes_to_detect FROM incidents')).toEqual([
      ['outage', 'retracted', 'P1', 560],
    ]);
    expect(await asked('SELECT step, transition FROM transitions ORDER BY step')).toEqual([
      [0, 'opened'],
      [1, 'retracted'],
    ]);
    expect(await asked('SELECT count(*) FROM incidents_written')).toEqual([[2]]);
  });

  it('has a day anew when a later file changed it', async () => {
    stack = await aWatchedStack('2026-01-17T00:00', ENABLED);
    await stack.landAt('2026-01-17T00:20', 'shop', '2026-01-16');
    await stack.tickAt('2026-01-17T00:30');
    await stack.landAt('2026-01-17T09:10', 'shop', '2026-01-16', aDay().at(0.5, 12, 12));
    expect((await stack.tickAt('2026-01-17T09:30')).daysWritten).toBe(1);
    expect(await asked(TOTALS)).toEqual([['shop', '2026-01-16', 24, ORDINARY_DAY - 17]]);
  });

  it('has a day whose files stopped two days later, with what is known of it', async () => {
    stack = await aWatchedStack('2026-01-16T00:00', ENABLED);
    await stack.landAt('2026-01-16T12:20', 'shop', '2026-01-16', aDay().until(12));
    expect((await stack.tickAt('2026-01-18T20:00')).daysWritten).toBe(0);
    expect((await stack.tickAt('2026-01-18T21:00')).daysWritten).toBe(1);
    expect(await asked('SELECT count(*), count(today) FROM readings')).toEqual([[12, 12]]);
  });

  it('is not kept unless it is asked for', async () => {
    stack = await aWatchedStack('2026-01-17T00:00');
    await stack.landAt('2026-01-17T00:20', 'shop', '2026-01-16');
    expect((await stack.tickAt('2026-01-17T00:30')).daysWritten).toBe(0);
    expect(await filesOfTheLake()).toEqual([]);
  });

  it('begins with what is on record when it is asked for later', async () => {
    stack = await aWatchedStack('2026-01-17T00:00');
    await stack.landAt('2026-01-17T00:20', 'shop', '2026-01-16');
    await stack.tickAt('2026-01-17T00:30');
    expect((await stack.tickAs(ENABLED, '2026-01-17T01:00')).daysWritten).toBe(1);
    expect(await asked(TOTALS)).toEqual([['shop', '2026-01-16', 24, ORDINARY_DAY]]);
  });
});

describe('whatever happens to the writer, the history has each day once', () => {
  const landed = async () => {
    stack = await aWatchedStack('2026-01-17T00:00', ENABLED);
    await stack.landAt('2026-01-17T00:20', 'shop', '2026-01-16', aDay().quiet(15, 17));
  };
  const once = async () => {
    expect(await asked(TOTALS)).toEqual([['shop', '2026-01-16', 24, ORDINARY_DAY - 94]]);
    expect(await asked('SELECT count(*) FROM incidents')).toEqual([[1]]);
    expect(await asked('SELECT count(*) FROM transitions')).toEqual([[1]]);
  };

  it.each([
    ['before anything was written', 'before', 0],
    ['after the first file', 'after', 0],
    ['before the second file', 'before', 1],
    ['after the last file', 'after', 2],
  ] as const)('killed %s', async (_, kind, nth) => {
    await landed();
    let puts = 0;
    // Every try of that call fails, as for a process that is gone.
    let failing = '';
    stack.aws.intercept = ({ operation, params: { key = '' } }) => {
      if (operation !== 'PutObject' || !key.startsWith(LAKE)) return undefined;
      if (failing === '' && puts++ === nth) failing = key;
      return key === failing ? { kind, status: 403, code: 'AccessDenied' } : undefined;
    };
    expect((await stack.tickAt('2026-01-17T00:30')).daysWritten).toBe(0);
    stack.aws.intercept = undefined;
    expect((await stack.tickAt('2026-01-17T01:00')).daysWritten).toBe(1);
    await once();
    expect((await stack.tickAt('2026-01-17T01:30')).daysWritten).toBe(0);
  });

  it('killed before it could note what it had written', async () => {
    await landed();
    let notes = 0;
    stack.aws.intercept = ({ operation, params }) =>
      operation === 'PutObject' && params.key === WATCH_INDEX && ++notes === 2
        ? { kind: 'before', status: 403, code: 'AccessDenied' }
        : undefined;
    await expect(stack.tickAt('2026-01-17T00:30')).rejects.toThrow();
    stack.aws.intercept = undefined;
    expect((await stack.tickAt('2026-01-17T01:00')).daysWritten).toBe(1);
    expect(await asked('SELECT count(*) FROM readings_written')).toEqual([[48]]);
    await once();
  });

  it('its notes were lost', async () => {
    await landed();
    await stack.tickAt('2026-01-17T00:30');
    await stack.deleteRecord(WATCH_INDEX);
    expect((await stack.tickAt('2026-01-17T01:00')).daysWritten).toBe(1);
    await once();
  });

  it('a failure to write stops nothing else of the tick', async () => {
    await landed();
    stack.aws.intercept = ({ operation, params: { key = '' } }) =>
      operation === 'PutObject' && key.startsWith(LAKE)
        ? { kind: 'before', status: 403, code: 'AccessDenied' }
        : undefined;
    await stack.tickAt('2026-01-17T00:30');
    expect(stack.logged).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('the history could not be written') }),
    );
    expect(await stack.text(WATCH_INDEX)).toContain('"shop"');
  });
});
