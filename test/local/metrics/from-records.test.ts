// The exporter's view of a running deployment: what the functions decided, read from their records.
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { s3Listing, s3Records } from '../../../lambda/aws/s3-records.ts';
import { parseConfig } from '../../../lambda/config/config.ts';
import type { ObjectStore } from '../../../lambda/record/object-store.ts';
import { RECORDS_BUCKET } from '../../../local/emulated-stack.ts';
import type { Source } from '../../../local/metrics/dataset.ts';
import { fromRecords } from '../../../local/metrics/from-records.ts';
import { aDay } from '../../a-day.ts';
import { aRunningStack, type RunningStack } from '../../a-running-stack.ts';
import { csvOf } from '../../csv-of.ts';

const LANDED = '2026-01-16T19:20:00Z';

let stack: RunningStack;
let records: ObjectStore;
let source: Source;
let now: Date;
const damaged: string[] = [];

beforeEach(async () => {
  stack = await aRunningStack(LANDED);
  now = new Date(LANDED);
  damaged.length = 0;
  const s3 = new S3Client({ endpoint: stack.aws.endpoint, region: stack.aws.region });
  records = s3Records(s3, RECORDS_BUCKET);
  source = fromRecords(
    { records, listing: s3Listing(s3, RECORDS_BUCKET) },
    { config: parseConfig('{}'), now: () => now, keepMs: 3_600_000, onDamage: ({ message }) => damaged.push(message) },
  );
});

afterEach(() => stack.close());

describe('records as a source of metrics', () => {
  it('tell the newest date, the file behind it and the incidents that are open', async () => {
    await stack.land('shop/2026-01-16.csv', csvOf(aDay().quiet(14, 23).day));
    const { datasets } = await source();
    expect(datasets).toHaveLength(1);
    expect(datasets[0]).toMatchObject({
      dataset: 'shop',
      source: 'shop/2026-01-16.csv',
      landedAtS: Date.parse(LANDED) / 1000,
      finalHours: 16,
      open: [{ severity: 'P1', kind: 'outage' }],
    });
    expect(datasets[0]?.judged[15]?.expected).toBeGreaterThan(20);
  });

  it('are read again only when they changed', async () => {
    await stack.land('shop/2026-01-16.csv', csvOf(aDay().day));
    await source();
    let reads = 0;
    stack.aws.intercept = ({ operation }) => {
      if (operation === 'GetObject') reads++;
      return undefined;
    };
    await source();
    expect(reads).toBe(0);
    await stack.land('shop/2026-01-16.csv', csvOf(aDay().quiet(14, 23).day));
    expect((await source()).datasets[0]?.open).toHaveLength(1);
  });

  it('are dropped when old, unless an incident is open', async () => {
    await stack.land('quiet/2026-01-16.csv', csvOf(aDay().day));
    await stack.land('down/2026-01-16.csv', csvOf(aDay().quiet(14, 23).day));
    now = new Date('2026-01-18T00:00:00Z');
    expect((await source()).datasets.map(({ dataset }) => dataset)).toEqual(['down']);
  });

  it('that are damaged are named and left out', async () => {
    await stack.land('shop/2026-01-16.csv', csvOf(aDay().day));
    await records.put('checkouts/broken.json', '{', { when: 'any' });
    expect((await source()).datasets.map(({ dataset }) => dataset)).toEqual(['shop']);
    expect(damaged).toEqual([expect.stringContaining('checkouts/broken.json')]);
  });

  it('count the files that were refused', async () => {
    await stack.land('shop/2026-01-16.csv', '<html>login</html>');
    expect((await source()).quarantined).toBe(1);
  });
});
