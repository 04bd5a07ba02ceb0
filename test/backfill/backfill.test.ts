// The backfill as it is deployed: the state machine's own definition, run over emulated S3 with the real function.
import { S3Client } from '@aws-sdk/client-s3';
import aslValidator from 'asl-validator';
import { afterEach, describe, expect, it } from 'vitest';
import { bucketLedger } from '../../bin/tillwatch/sql/stored-ledgers.ts';
import { s3Listing } from '../../lambda/aws/s3-records.ts';
import { backfillPorts } from '../../lambda/backfill.ts';
import { backfillBatch } from '../../lambda/backfill-batch.ts';
import {
  type BackfillBatch,
  type BackfillInput,
  backfillMachine,
  FILES_A_BATCH,
} from '../../lambda/config/backfill-machine.ts';
import { joinedRows } from '../../lambda/lake/day-rows.ts';
import { rowsOfLakeFile } from '../../lambda/lake/lake-file.ts';
import { CHECKOUTS, LAKE, RECEIPTS } from '../../lambda/record/places.ts';
import { INBOX_BUCKET, RECORDS_BUCKET } from '../../local/emulated-stack.ts';
import type { Cell } from '../../local/sql/cell.ts';
import { openEngine } from '../../local/sql/engine.ts';
import { aDay } from '../a-day.ts';
import { aRunningStack, type RunningStack } from '../a-running-stack.ts';
import { csvOf } from '../csv-of.ts';
import { aStack, resource } from '../lib/a-stack.ts';
import { datesFrom } from '../watch/a-watched-stack.ts';
import { type Execution, execution } from './distributed-map.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:backfill';
const MACHINE = backfillMachine({ inboxBucket: INBOX_BUCKET, recordsBucket: RECORDS_BUCKET, functionArn: FUNCTION });
const INPUT: BackfillInput = { prefix: 'history/', alerts: false, again: false, concurrency: 2 };

let stack: RunningStack;
afterEach(() => stack?.close());

const client = () => new S3Client({ endpoint: stack.aws.endpoint, region: stack.aws.region });

async function started(config = {}): Promise<void> {
  stack = await aRunningStack('2026-11-24T12:00:00Z', { lake: { enabled: true }, ...config });
}

/** Uploads `checkout`'s days of the past; the last of them has an outage. */
async function uploadPast(checkout: string, first: string, last: string): Promise<void> {
  for (const date of datesFrom(first, last)) {
    const day = aDay().of(checkout, date);
    await stack.drop(`history/${checkout}/${date}.csv`, csvOf((date === last ? day.quiet(15, 17) : day).day));
  }
  await stack.idle();
}

async function backfilled(input: Partial<BackfillInput> = {}): Promise<Execution> {
  const surroundings = { env: stack.env, now: () => new Date('2026-11-24T12:30:00Z'), random: Math.random };
  const ports = backfillPorts({ ...surroundings, log: () => {}, measure: () => {}, holdMs: 60_000 });
  return execution(
    MACHINE,
    { ...INPUT, ...input },
    {
      listing: (bucket) => s3Listing(client(), bucket),
      functions: { [FUNCTION]: (batch) => backfillBatch(batch as BackfillBatch, ports) },
      pause: async () => {},
    },
  );
}

/** Asks the files of the history alone. */
async function asked(sql: string): Promise<readonly (readonly Cell[])[]> {
  const ledger = bucketLedger(client(), RECORDS_BUCKET);
  const rows = [];
  for await (const place of ledger.places(LAKE)) {
    rows.push(rowsOfLakeFile({ place, bytes: (await ledger.bytes(place)) ?? new Uint8Array() }));
  }
  const engine = await openEngine(joinedRows(rows));
  try {
    return (await engine.query(sql)).rows;
  } finally {
    engine.close();
  }
}

async function count(prefix: string): Promise<number> {
  let places = 0;
  for await (const _ of bucketLedger(client(), RECORDS_BUCKET).places(prefix)) places++;
  return places;
}

const DAYS = 'SELECT count(DISTINCT business_date), count(*), count(today) FROM readings';

describe('the state machine', () => {
  it('is valid Amazon States Language', () => {
    // It writes into what it checks.
    expect(aslValidator(structuredClone(MACHINE))).toMatchObject({ isValid: true, errors: [] });
  });

  it('is refused by the same check when it is not', () => {
    expect(aslValidator({ ...structuredClone(MACHINE), StartAt: 'Elsewhere' }).isValid).toBe(false);
  });

  it('is what the stack deploys', () => {
    const [, { Properties }] = resource(aStack({ lake: { enabled: true } }), 'AWS::StepFunctions::StateMachine');
    const { ItemReader, ItemProcessor, ResultWriter } = Properties.Definition.States.EachBatch;
    const places = {
      inboxBucket: ItemReader.Parameters.Bucket,
      recordsBucket: ResultWriter.Parameters.Bucket,
      functionArn: ItemProcessor.States.ReadFiles.Parameters.FunctionName,
    };
    expect(Properties.Definition).toEqual(JSON.parse(JSON.stringify(backfillMachine(places))));
    expect(Properties.StateMachineType).toBe('STANDARD');
  });

  // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html and the pages of the fields.
  it('keeps to the limits of a Distributed Map', () => {
    const { EachBatch } = MACHINE.States;
    expect(EachBatch.Label.length).toBeLessThanOrEqual(40);
    expect(EachBatch.Label).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(EachBatch.ItemBatcher.MaxInputBytesPerBatch).toBeLessThanOrEqual(262_144);
    expect(Object.keys(EachBatch.ItemReader)).toEqual(['Resource', 'Parameters']);
    expect(EachBatch.ToleratedFailurePercentage).toBeGreaterThan(0);
    expect(EachBatch.ToleratedFailurePercentage).toBeLessThan(100);
    expect(EachBatch.ItemProcessor.ProcessorConfig).toEqual({ Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' });
    const { TimeoutSeconds, Retry } = EachBatch.ItemProcessor.States.ReadFiles;
    expect(TimeoutSeconds).toBeLessThanOrEqual(900);
    expect(Retry[0]?.MaxAttempts).toBeGreaterThan(0);
    // A key has at most 1,024 bytes; JSON may write each as six characters.
    const longest = { key: '\u0001'.repeat(1024), lastModified: 1_900_000_000 };
    expect(JSON.stringify(longest).length).toBeLessThan(EachBatch.ItemBatcher.MaxInputBytesPerBatch);
  });
});

describe('a backfill', () => {
  it('reads years of files into the history, and nobody hears of it', async () => {
    await started();
    await uploadPast('north', '2023-12-20', '2024-02-28');
    await uploadPast('south', '2024-01-01', '2024-02-10');
    const files = 71 + 41;
    const { status, outputs, mostAtOnce } = await backfilled();
    expect({ status, mostAtOnce }).toEqual({ status: 'SUCCEEDED', mostAtOnce: 2 });
    expect(outputs).toHaveLength(Math.ceil(files / FILES_A_BATCH));
    expect(
      await asked(
        'SELECT checkout, count(*), min(business_date), max(business_date) FROM readings GROUP BY 1 ORDER BY 1',
      ),
    ).toEqual([
      ['north', 71 * 24, '2023-12-20', '2024-02-28'],
      ['south', 41 * 24, '2024-01-01', '2024-02-10'],
    ]);
    expect(
      await asked('SELECT checkout, business_date, kind, start_hour, opened_at FROM incidents ORDER BY 1'),
    ).toEqual([
      ['north', '2024-02-28', 'outage', 15, null],
      ['south', '2024-02-10', 'outage', 15, null],
    ]);
    expect(await count(RECEIPTS)).toBe(files);
    expect(await count(CHECKOUTS)).toBe(0);
    expect(stack.aws.sns.deliveries()).toEqual([]);
    // Three months in two tables, from two batches: few files, not one a day.
    expect(await count(LAKE)).toBeLessThanOrEqual(12);
  });

  it('skips what has a receipt when it is started again', async () => {
    await started();
    await uploadPast('north', '2024-01-01', '2024-01-05');
    await backfilled();
    const files = await count(LAKE);
    const { outputs } = await backfilled();
    expect(outputs).toEqual([{ files: 5, skipped: 5, undated: 0, refused: 0, days: 0 }]);
    expect(await count(LAKE)).toBe(files);
    await uploadPast('north', '2024-01-06', '2024-01-06');
    expect((await backfilled()).outputs).toEqual([{ files: 6, skipped: 5, undated: 0, refused: 0, days: 1 }]);
    expect(await asked(DAYS)).toEqual([[6, 6 * 24, 6 * 24]]);
  });

  it('leaves files that name no date, and keeps those aside that nobody can read', async () => {
    await started();
    await uploadPast('north', '2024-01-01', '2024-01-02');
    await stack.drop('history/undated.csv', csvOf(aDay().day));
    await stack.drop('history/north/2024-01-03.csv', 'nonsense');
    await stack.idle();
    const { outputs } = await backfilled();
    expect(outputs).toEqual([{ files: 4, skipped: 0, undated: 1, refused: 1, days: 2 }]);
    expect(await stack.receipt('history/north/2024-01-03.csv')).toMatchObject({ outcome: 'quarantine' });
    expect(await stack.text('quarantine/history/north/2024-01-03.csv')).toBe('nonsense');
    expect(await stack.receipt('history/undated.csv')).toBeNull();
    expect(stack.aws.sns.deliveries()).toEqual([]);
  });

  it('alerts as a file does that lands late where it is asked to: once, on P4', async () => {
    await started();
    await uploadPast('north', '2024-01-01', '2024-01-01');
    await backfilled({ alerts: true });
    await backfilled({ alerts: true });
    expect(stack.subjects()).toEqual([expect.stringMatching(/^P[14] north/)]);
    expect(new Set(stack.aws.sns.deliveries().map(({ topicArn }) => topicArn.slice(-2)))).toEqual(new Set(['P4']));
    expect(await asked(DAYS)).toEqual([[1, 24, 24]]);
  });

  it('fills the history with files that were judged before there was one', async () => {
    await started({ lake: { enabled: false } });
    await stack.land('shop/2026-11-23.csv', csvOf(aDay().of('shop', '2026-11-23').day));
    const before = await stack.receipt('shop/2026-11-23.csv');
    expect((await backfilled({ prefix: 'shop/' })).outputs).toMatchObject([{ skipped: 1, days: 0 }]);
    expect((await backfilled({ prefix: 'shop/', again: true })).outputs).toMatchObject([{ skipped: 0, days: 1 }]);
    expect(await asked(DAYS)).toEqual([[1, 24, 24]]);
    expect(await stack.receipt('shop/2026-11-23.csv')).toEqual(before);
  });
});

describe('files below the prefix', () => {
  it('are no news when they land, and are not looked for as lost', async () => {
    await started();
    await uploadPast('north', '2026-11-20', '2026-11-20');
    expect(await stack.receipt('history/north/2026-11-20.csv')).toBeNull();
    stack.at('2026-11-24T13:00:00Z');
    expect(await stack.tick(new Date('2026-11-24T13:00:00Z'))).toMatchObject({ objectsSentAgain: 0 });
  });

  it('are files as any other where no history is kept', async () => {
    await started({ lake: { enabled: false } });
    await uploadPast('north', '2026-11-20', '2026-11-20');
    expect(await stack.receipt('history/north/2026-11-20.csv')).toMatchObject({ outcome: 'ok' });
  });
});

describe('whatever goes wrong, running it again gives each day once', () => {
  const whole = async () => {
    expect(await asked(DAYS)).toEqual([[4, 4 * 24, 4 * 24]]);
    expect(await asked('SELECT count(*) FROM incidents')).toEqual([[1]]);
    expect(await count(RECEIPTS)).toBe(4);
  };

  it.each([
    ['a file can’t be read', 'GetObject', 'history/north/2024-01-02.csv'],
    ['the history can’t be written', 'PutObject', LAKE],
    ['a receipt can’t be written', 'PutObject', `${RECEIPTS}history/north/2024-01-03.csv`],
  ])('%s', async (_, operation, key) => {
    await started();
    await uploadPast('north', '2024-01-01', '2024-01-04');
    stack.aws.intercept = (call) =>
      call.operation === operation && call.params.key?.startsWith(key)
        ? { kind: 'before', status: 403, code: 'AccessDenied' }
        : undefined;
    expect(await backfilled()).toMatchObject({ status: 'FAILED', failed: 1 });
    stack.aws.intercept = undefined;
    expect(await backfilled()).toMatchObject({ status: 'SUCCEEDED', failed: 0 });
    await whole();
  });

  it('the function died after each of its writes, as its next try finds them', async () => {
    await started();
    await uploadPast('north', '2024-01-01', '2024-01-04');
    let writes = 0;
    stack.aws.intercept = ({ operation, params: { bucket } }) =>
      operation === 'PutObject' && bucket === RECORDS_BUCKET && ++writes % 3 === 1
        ? { kind: 'after', status: 403, code: 'AccessDenied' }
        : undefined;
    for (let i = 0; i < 5; i++) await backfilled();
    stack.aws.intercept = undefined;
    await backfilled();
    await whole();
  });

  it('goes on with the other batches while few enough fail', async () => {
    await started();
    const surroundings = { listing: (bucket: string) => s3Listing(client(), bucket), pause: async () => {} };
    for (const date of datesFrom('2024-01-01', '2024-01-12')) await stack.drop(`history/x/${date}.csv`, 'x');
    const { EachBatch } = MACHINE.States;
    const ItemBatcher = { ...EachBatch.ItemBatcher, MaxItemsPerBatch: 1 };
    const small = { ...MACHINE, States: { EachBatch: { ...EachBatch, ItemBatcher } } };
    const failing = (keys: number) => ({
      [FUNCTION]: async (batch: unknown) => {
        const [item] = (batch as BackfillBatch).Items;
        if (Number(item?.key.slice(-6, -4)) <= keys) throw new Error('broken');
        return {};
      },
    });
    const run = (keys: number) =>
      execution(small, { ...INPUT, concurrency: 1 }, { ...surroundings, functions: failing(keys) });
    expect(await run(1)).toMatchObject({ status: 'SUCCEEDED', failed: 1, notStarted: 0 });
    expect(await run(12)).toMatchObject({ status: 'FAILED', failed: 2, notStarted: 10 });
  });
});
