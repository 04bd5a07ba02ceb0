// The guard of the calls: what a file costs in AWS is counted on the emulated services, and the document says what is counted.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { callsOfFiles, type FileCalls } from '../../bench/speed/file-kinds.ts';
import { markdownTable } from '../../bench/speed/results.ts';
import { callsTable } from '../../bench/speed/topics/calls.ts';

let kinds: readonly FileCalls[];
beforeAll(async () => {
  kinds = await callsOfFiles();
});

const callsFor = (what: string) => kinds.find((kind) => kind.what === what)?.calls;

describe('a clean new file', () => {
  it('is two reads and two writes, the receipt last', () => {
    expect(callsFor('clean, new')).toEqual([
      'GetObject kiosk',
      'GetObject checkouts',
      'PutObject checkouts',
      'PutObject receipts',
    ]);
  });

  it('costs no more where it is the first of its checkout', () => {
    expect(callsFor('clean, the first of its checkout')).toEqual(callsFor('clean, new'));
  });
});

describe('a file with an alert', () => {
  it('is its publication, the look for a storm, and the record without the alert more', () => {
    expect(callsFor('P1: an outage in business hours')).toEqual([
      'GetObject kiosk',
      'GetObject checkouts',
      'PutObject checkouts',
      'PutObject storm',
      'ListObjectsV2 storm',
      'Publish P1',
      'PutObject checkouts',
      'PutObject receipts',
    ]);
  });

  it('is published once, on the topic of its severity', () => {
    for (const kind of kinds) {
      const severity = /^P\d/.exec(kind.what)?.[0];
      if (severity) expect(kind.topics).toEqual([severity]);
    }
  });
});

it('docs/cost.md has the calls of every kind of file', () => {
  expect(readFileSync('docs/cost.md', 'utf8')).toContain(markdownTable(callsTable(kinds)));
});
