// The SQL explorer's other half: the ready queries, and answers over everything that the run has on record or in its inbox.
import type { Config } from '../../lambda/config/config.ts';
import type { LakeRows, LakeValue } from '../../lambda/config/lake-tables.ts';
import type { InboxObject } from '../../lambda/inbox.ts';
import { bytesInMemory } from '../../lambda/intake/drop.ts';
import { joinedRows } from '../../lambda/lake/day-rows.ts';
import type { EmulatedS3 } from '../aws/s3/emulated-s3.ts';
import { INBOX_BUCKET, RECORDS_BUCKET } from '../emulated-stack.ts';
import { dropHistory } from '../sql/drop-history.ts';
import { emulatedLedger } from '../sql/emulated-ledger.ts';
import type { QueryResult } from '../sql/engine.ts';
import { ledgerRows } from '../sql/ledger.ts';
import { namedQueries } from '../sql/named-queries.ts';

export interface ReadyQuery {
  readonly name: string;
  readonly title: string;
  readonly sql: string;
}

export interface SqlExplorer {
  queries(): readonly ReadyQuery[];
  /** @throws TillwatchError as the engine: `sql-not-one-query`, `sql-invalid`, `sql-too-slow` */
  run(sql: string): Promise<QueryResult>;
}

/** What a page can show without becoming slow. */
const LIMITS = { rowLimit: 1_000, timeLimitMs: 10_000 };

/** The database is loaded at the first query, and made anew for each: nothing that a query does outlives it. */
export function sqlExplorer(s3: EmulatedS3, config: Config, now: () => Date): SqlExplorer {
  // To judge every day again takes much longer than to ask: it is done once for each state of the buckets.
  let known: Promise<LakeRows> | null = null;
  s3.onChange(() => {
    known = null;
  });
  return {
    queries: () => namedQueries().map(({ name, question, sql }) => ({ name, title: question, sql })),
    async run(sql) {
      const { openEngine } = await import('../sql/engine.ts');
      known ??= everything(s3, config, now());
      const engine = await openEngine(await known);
      try {
        return await engine.query(sql, LIMITS);
      } finally {
        engine.close();
      }
    },
  };
}

/** The ledger, and of the days that it doesn't hold any more what the files in the inbox tell. */
async function everything(s3: EmulatedS3, config: Config, now: Date): Promise<LakeRows> {
  const ledger = await ledgerRows(emulatedLedger(s3, RECORDS_BUCKET), { config, now, onDamage: () => {} });
  const dayId = (checkout: LakeValue | undefined, date: LakeValue | undefined) => JSON.stringify([checkout, date]);
  const onRecord = new Set((ledger.readings ?? []).map((row) => dayId(row.checkout, row.business_date)));
  const isForgotten = (checkout: string, date: string) => !onRecord.has(dayId(checkout, date));
  // Their receipts are in the ledger already.
  const { readings = [], incidents = [] } = await dropHistory(inboxObjects(s3), config, isForgotten);
  return joinedRows([ledger, { readings, incidents }]);
}

function* inboxObjects(s3: EmulatedS3): Generator<InboxObject> {
  const bucket = s3.bucket(INBOX_BUCKET);
  for (const key of bucket.keys) {
    const version = bucket.current(key);
    if (!version) continue;
    const { versionId, sequencer, lastModified, metadata } = version;
    const drop = { key, versionId, sequencer, landedAt: new Date(lastModified), metadata, isDayOver: false };
    yield { drop, source: bytesInMemory(s3.read(version)) };
  }
}
