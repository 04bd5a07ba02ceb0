// What the ready queries give on the samples, worked out while the site is built: the page has no database.
import { readFileSync } from 'node:fs';
import { parseConfig } from '../../lambda/config/config.ts';
import type { InboxObject } from '../../lambda/inbox.ts';
import { bytesInMemory } from '../../lambda/intake/drop.ts';
import { sampleFile } from '../sample-file.ts';
import { sampleDrops } from '../samples.ts';
import { dropHistory } from '../sql/drop-history.ts';
import { namedQueries } from '../sql/named-queries.ts';
import type { ReadyAnswers } from './page/ready-sql.ts';

/** The samples are then 2026-01-15 and 2026-01-16, as in docs/notebook/two-days.md; every build gives the same page. */
const ASKED_AT = new Date('2026-01-17T12:00:00Z');

/** @throws TillwatchError `sql-invalid` for a query that doesn't run, `sample-missing` */
export async function sampleAnswers(): Promise<ReadyAnswers> {
  const config = parseConfig('{}');
  const drops = sampleDrops(ASKED_AT, config.timeZone);
  const files = drops.map(({ file, metadata, landsAt }, i): InboxObject => {
    const drop = { key: file, versionId: null, sequencer: String(i), landedAt: landsAt, metadata, isDayOver: false };
    return { drop, source: bytesInMemory(readFileSync(sampleFile(file))) };
  });
  const { openEngine } = await import('../sql/engine.ts');
  const engine = await openEngine(await dropHistory(files, config));
  try {
    const queries: ReadyAnswers['queries'][number][] = [];
    for (const { name, question, sql } of namedQueries()) {
      queries.push({ name, title: question, sql, result: await engine.query(sql) });
    }
    return { dates: drops.map(({ metadata }) => metadata.date), queries };
  } finally {
    engine.close();
  }
}
