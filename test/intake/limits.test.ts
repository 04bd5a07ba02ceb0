// Files that are too large or hostile end soon, in bounded memory, with a reason; large honest ones are streamed.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { IntakeItem } from '../../lambda/intake/checkout-day.ts';
import { isRefusal } from '../../lambda/intake/checkout-day.ts';
import type { ByteSource } from '../../lambda/intake/drop.ts';
import * as limits from '../../lambda/intake/limits.ts';
import { aFile, HEADER, HOURS, label, todayBut, withLine } from './a-file.ts';
import { codes, counts, dropped, theDay, theRefusal } from './dropped.ts';

/** A source of pieces that are made while they are asked for; counts how many were. */
function madeUp(piece: (i: number) => string | Uint8Array | null): ByteSource & { pieces: number; opened: number } {
  const source = {
    size: 1,
    pieces: 0,
    opened: 0,
    async *open() {
      source.opened += 1;
      for (let i = 0; ; i++) {
        const next = piece(i);
        if (next === null) return;
        source.pieces += 1;
        yield typeof next === 'string' ? Buffer.from(next) : next;
      }
    },
  };
  return source;
}

const MIB = 1024 * 1024;

describe('too large, decided while streaming:', () => {
  it('bytes as stored, before a single one is read', async () => {
    const source = madeUp(() => '');
    const [item] = await dropped({ ...source, size: limits.MAX_STORED_BYTES + 1, open: source.open });

    expect(item).toMatchObject({ reason: { code: 'too-large' } });
    expect(source.opened).toBe(0);
  });

  it('bytes as stored, where the size was stated too small', async () => {
    const rows = `${HEADER}\n${'00h,1,1,1,1.25,1.25\n'.repeat(1000)}`;
    const source = madeUp((i) => (i === 0 ? rows : '\n'.repeat(MIB)));

    expect((await dropped(source))[0]).toMatchObject({ reason: { code: 'too-large' } });
    expect(source.pieces).toBeLessThan(70);
  });

  it('a gzip bomb', async () => {
    const bomb = Buffer.concat([gzipSync(`${HEADER}\n`), ...Array(250).fill(gzipSync('\n'.repeat(MIB)))]);
    expect(bomb.length).toBeLessThan(MIB);

    expect((await theRefusal(bomb)).reason).toMatchObject({ code: 'too-large' });
  });

  it('a line without end', async () => {
    const source = madeUp((i) => (i === 0 ? `${HEADER}\n00h,` : '1'.repeat(MIB)));

    expect((await dropped(source))[0]).toMatchObject({ reason: { code: 'too-large', line: 2 } });
    expect(source.pieces).toBeLessThan(4);
  });

  it('a quoted field without end', async () => {
    const source = madeUp((i) => (i === 0 ? `${HEADER}\n"00h,` : 'x,\n'.repeat(10_000)));

    expect((await dropped(source))[0]).toMatchObject({ reason: { code: 'quote-unclosed', line: 2 } });
  });

  it('blank lines alone are an empty file', async () => {
    expect((await theRefusal('\n'.repeat(MIB))).reason).toMatchObject({ code: 'empty-file' });
  });

  it('a hundred thousand columns', async () => {
    const header = `${HEADER}${',x'.repeat(100_000)}`;

    expect((await theRefusal(aFile({ header }))).reason).toMatchObject({ code: 'too-large', line: 1 });
  });

  it('a row of a hundred thousand fields is only too long', async () => {
    const day = await theDay(withLine(aFile(), 17, `15h${',1'.repeat(100_000)}`));

    expect(day.warnings[0]).toMatchObject({ code: 'row-too-long', line: 17 });
    expect(counts(day)).toEqual(todayBut(15));
  });

  it('too many checkout-days', async () => {
    const source = madeUp((i) => {
      if (i === 0) return `${HEADER},checkout\n`;
      return Array.from({ length: 5_000 }, (_, row) => `00h,1,1,1,1.25,1.25,c${i * 5_000 + row}\n`).join('');
    });

    expect((await dropped(source))[0]).toMatchObject({
      reason: { code: 'too-large', line: limits.MAX_CHECKOUT_DAYS + 2 },
    });
  });

  it('too many lines, though all are blank', async () => {
    const [item] = await dropped(madeUp(() => '\n'.repeat(MIB)));

    expect(item).toMatchObject({ reason: { code: 'too-large', line: limits.MAX_LINES } });
  });

  it('too many rows', async () => {
    const rows = '00h,1\n'.repeat(10_000);
    const [item] = await dropped(madeUp((i) => (i === 0 ? `${HEADER}\n` : rows)));

    expect(item).toMatchObject({ reason: { code: 'too-large' } });
  });
});

describe('a file of many checkout-days', () => {
  const header = `${HEADER},checkout,date`;
  const days = 3_000;
  const row = (hour: number, day: number): string =>
    `${label(hour)},${(day + hour) % 50},1,1,1.25,1.25,a checkout of the north ${day % 100},2026-01-${String(1 + Math.floor(day / 100)).padStart(2, '0')}\n`;

  async function read(source: ByteSource): Promise<IntakeItem[]> {
    const items = await dropped(source);
    expect(items).toHaveLength(days);
    expect(items.map(({ outcome }) => outcome)).toEqual(Array(days).fill('ok'));
    expect(new Set(items.map(({ checkout, date }) => `${checkout} ${date}`)).size).toBe(days);
    return items;
  }

  it('is read twice and gives each as soon as it is complete', async () => {
    const source = madeUp((i) =>
      i === 0 ? `${header}\n` : i > days ? null : HOURS.map((h) => row(h, i - 1)).join(''),
    );
    const items = await read(source);

    expect(source.opened).toBe(2);
    expect(counts(items[7])).toEqual(HOURS.map((h) => (7 + h) % 50));
  });

  it('needs no order', async () => {
    const source = madeUp((i) =>
      i === 0 ? `${header}\n` : i > 24 ? null : Array.from({ length: days }, (_, d) => row((i * 7) % 24, d)).join(''),
    );

    await read(source);
  });

  it('gives the first before it has read the last', async () => {
    const source = madeUp((i) =>
      i === 0 ? `${header}\n` : i > days ? null : HOURS.map((h) => row(h, i - 1)).join(''),
    );
    const { intake } = await import('../../lambda/intake/intake.ts');
    const drop = {
      key: 'a.csv',
      versionId: null,
      sequencer: null,
      landedAt: new Date(),
      metadata: {},
      isDayOver: true,
    };
    const items = intake(drop, source, { timeZone: 'UTC', settleMinutes: 15 });
    await items.next();

    expect(source.pieces).toBeLessThan(days + 300);
    await items.return(undefined);
  });

  it('has its bad rows named where they are, and no other day touched', async () => {
    const source = madeUp((i) => {
      if (i === 0) return `${header}\n`;
      if (i > days) return null;
      const rows = HOURS.map((h) => row(h, i - 1));
      return (i === 1_500 ? rows.map((text) => text.replace(',1,', ',x,')) : rows).join('');
    });
    const items = await dropped(source);
    const partial = items.filter(({ outcome }) => outcome !== 'ok');

    expect(partial).toHaveLength(1);
    expect(partial[0]).toMatchObject({
      checkout: 'a checkout of the north 99',
      date: '2026-01-15',
      outcome: 'partial',
    });
    expect(partial[0]?.warnings).toContainEqual(
      expect.objectContaining({ code: 'value-invalid', line: 1_499 * 24 + 2 }),
    );
  });
});

it('says the same of a file whether it is kept in memory or read twice', async () => {
  const rows = (checkout: string): string =>
    aFile({
      header: '',
      today: (h) => (h === 7 ? 'x' : `${h}`),
      more: (h) => `${checkout},${h === 9 ? '?' : '16/01/2026'}`,
    });
  const last = '08h,1,1,1,1.25,1.25,north,16/01/2026\n';
  const file = `${HEADER},checkout,date\n${rows('north')}${rows('"south, ""new"""')}${rows('')}${last}`;
  const padding = `# ${'x'.repeat(10_000)}\n`;
  const times = Math.ceil(limits.KEPT_CHARS / padding.length) + 1;
  const essence = (items: readonly IntakeItem[]): unknown[] =>
    items
      .map((item) => ({ ...item, warnings: item.warnings.filter(({ code }) => code !== 'comment-lines-ignored') }))
      .sort((a, b) => `${a.checkout} ${a.date}`.localeCompare(`${b.checkout} ${b.date}`));
  const small = await dropped(`${file}${padding}`);

  expect(small.map(({ checkout, outcome }) => [checkout, outcome])).toEqual([
    ['north', 'partial'],
    ['north', 'quarantine'],
    ['south, "new"', 'partial'],
    ['south, "new"', 'quarantine'],
    ['north', 'quarantine'],
  ]);
  expect(essence(await dropped(`${file}${padding.repeat(times)}`))).toEqual(essence(small));
});

it('finds the header behind any number of blank lines, and counts them', async () => {
  const day = await theDay(`${'\n'.repeat(300_000)}${withLine(aFile(), 17, '15h,x,50,50,51.70,51.70')}`);

  expect(day.warnings).toMatchObject([{ code: 'value-invalid', line: 300_017 }]);
});

it('lists a bounded number of findings and counts the rest', async () => {
  const file = `${aFile()}${'08h,0,0,0,1.25,1.25\n'.repeat(100_000)}`;
  const day = await theDay(file);

  expect(day.warnings.length).toBeLessThan(limits.MAX_FINDINGS_PER_CODE + 2);
  expect(day.warnings.at(-1)?.message).toBe(`${100_000 - limits.MAX_FINDINGS_PER_CODE} more of these`);
});

describe('hostile text', () => {
  const nasty = '\u001b[31m<script>alert(1)</script>\u202e\u0007=cmd|"!A1"<!channel>\u200b';

  it('in a value is escaped and shortened in messages', async () => {
    const day = await theDay(
      withLine(aFile(), 17, `15h,"${nasty.replaceAll('"', '""')}${'x'.repeat(500)}",50,50,51.70,51.70`),
    );
    const message = day.warnings[0]?.message ?? '';

    expect(message).toMatch(/^line 17, column today: "/);
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(message).toContain('\\u{1b}');
    expect(message).toContain('…');
    expect(message.length).toBeLessThan(250);
  });

  it('in names, hours, keys and metadata never reaches a message as it is', async () => {
    const header = `time,today,"${nasty.replaceAll('"', '""')}",same_day_last_week,avg_last_week,avg_last_month,checkout,date`;
    const file = aFile({
      header,
      time: (h) => (h === 3 ? nasty.replaceAll('"', '') : label(h)),
      more: (h) => `${h === 4 ? '' : nasty.replaceAll('"', '')},${h === 5 ? '\u001b2026' : '2026-01-16'}`,
    });
    const items = await dropped(file, { key: `${nasty}.csv`, metadata: { date: nasty, checkout: nasty } });
    const messages = items
      .flatMap((item) => [...item.warnings, ...(isRefusal(item) ? [item.reason] : [])])
      .map(({ message }) => message);

    expect(items.length).toBeGreaterThan(1);
    expect(messages.length).toBeGreaterThan(3);
    for (const message of messages) expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    for (const { checkout } of items) expect(checkout).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('as a checkout of a thousand characters has its rows refused', async () => {
    const items = await dropped(
      aFile({ header: `${HEADER},checkout`, more: (h) => (h === 3 ? 'x'.repeat(1000) : 'south') }),
    );

    expect(items.map(({ checkout, outcome }) => [checkout, outcome])).toEqual([
      ['south', 'partial'],
      ['north', 'quarantine'],
    ]);
    expect(codes(items[1])[0]).toBe('checkout-absent');
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'as a checkout called %s is a checkout',
    async (name) => {
      expect((await theDay(aFile({ header: `${HEADER},checkout`, more: () => name }))).checkout).toBe(name);
    },
  );

  it('of a million quotes ends', async () => {
    for (const quotes of [
      '"'.repeat(200_001),
      `${'"a" '.repeat(50_000)}`,
      '"",'.repeat(60_000),
      '"\n'.repeat(100_001),
    ]) {
      const items = await dropped(`${HEADER}\n${quotes}\n`);
      expect(items.every(isRefusal)).toBe(true);
    }
  });
});
