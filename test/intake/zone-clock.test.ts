// A process that lives in a zone tells its times as Intl does.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const ZONES = ['America/Sao_Paulo', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'];

/** The hours of many dates and the local times of many instants, told by a process that was started with this `TZ`. */
function told(zone: string, TZ: string): unknown {
  const script = `
    import { zoneClock } from './lambda/intake/zone-clock.ts';
    const clock = zoneClock('${zone}');
    const hours = [], times = [];
    for (let day = Date.UTC(2011, 0, 1); day < Date.UTC(2027, 0, 1); day += 86_400_000) {
      hours.push(clock.hoursOf(new Date(day).toISOString().slice(0, 10)));
      times.push(clock.localTime(day + (day / 86_400_000 % 96) * 900_000));
    }
    console.log(JSON.stringify({ hours, times }));`;
  const run = ['--import', 'tsx', '--input-type=module', '-e', script];
  return JSON.parse(
    execFileSync(process.execPath, run, { env: { ...process.env, TZ }, maxBuffer: 2 ** 26 }).toString(),
  );
}

describe("the clock of the process's own zone", () => {
  it.each(ZONES)('in %s gives the hours and times that Intl gives elsewhere', (zone) => {
    const own = told(zone, zone);
    expect(own).toEqual(told(zone, zone === 'UTC' ? 'Asia/Tokyo' : 'UTC'));
  });
});
