// A process that lives in a zone tells its times as Intl does, and Intl is asked seldom.
import { execFileSync } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { zoneClock } from '../../lambda/intake/zone-clock.ts';

const ZONES = ['America/Sao_Paulo', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'];

/** By zone: the hours of many dates and the local times of many instants, told by a process that lives in it, or not. */
function told(lives: 'in the zone' | 'elsewhere'): Record<string, object> {
  const script = `
    import { zoneClock } from './lambda/intake/zone-clock.ts';
    const told = {};
    for (const zone of ${JSON.stringify(ZONES)}) {
      process.env.TZ = ${lives === 'in the zone' ? 'zone' : "'Antarctica/Troll'"};
      const clock = zoneClock(zone);
      told[zone] = { hours: [], times: [] };
      for (let day = Date.UTC(2011, 0, 1); day < Date.UTC(2027, 0, 1); day += 86_400_000) {
        told[zone].hours.push(clock.hoursOf(new Date(day).toISOString().slice(0, 10)));
        told[zone].times.push(clock.localTime(day + (day / 86_400_000 % 96) * 900_000));
      }
    }
    console.log(JSON.stringify(told));`;
  const run = ['--import', 'tsx', '--input-type=module', '-e', script];
  return JSON.parse(execFileSync(process.execPath, run, { maxBuffer: 2 ** 27 }).toString());
}

describe("the clock of the process's own zone", () => {
  const [own, elsewhere] = [told('in the zone'), told('elsewhere')];

  it.each(ZONES)('in %s gives the hours and times that Intl gives elsewhere', (zone) => {
    expect(own[zone]).toEqual(elsewhere[zone]);
  });
});

it('asks Intl once for all times of a quarter of an hour', () => {
  const asked = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
  const clock = zoneClock('Antarctica/Casey');
  const minutes = [0, 7, 14].map((minute) => clock.localTime(Date.UTC(2026, 0, 16, 12, minute)).minute);
  expect(minutes).toEqual([0, 7, 14]);
  expect(asked).toHaveBeenCalledTimes(1);
});
