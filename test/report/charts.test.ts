// What the pictures show: where shading, lines and labels are, in numbers.
import { describe, expect, it } from 'vitest';
import { parseConfig, settingsFor } from '../../lambda/config/config.ts';
import { dayChart } from '../../lambda/report/chart/day-chart.ts';
import { rowsApart, spread } from '../../lambda/report/chart/frame.ts';
import { heatMap } from '../../lambda/report/chart/heat-map.ts';
import { hourAxis } from '../../lambda/report/chart/hour-axis.ts';
import { incidentTimeline } from '../../lambda/report/chart/incident-timeline.ts';
import { standaloneSvg } from '../../lambda/report/chart/palette.ts';
import { smallMultiples } from '../../lambda/report/chart/small-multiples.ts';
import { type DayView, dayView } from '../../lambda/report/day-view.ts';
import { reportWords } from '../../lambda/report/report-locale.ts';
import { aDay } from '../a-day.ts';
import { aRecord } from '../record/a-record.ts';

const settings = settingsFor(parseConfig('{}'), 'kiosk');
const wide = { width: 760, id: 'c', words: reportWords('en') };
const narrow = { ...wide, width: 340 };
const byDate = ({ date }: { readonly date: string }) => date;

function viewOf(day: ReturnType<typeof aDay>, date = '2026-01-16'): DayView {
  const { record } = aRecord().after(day.of('kiosk', date).day);
  const view = dayView(record, date, settings);
  if (!view) throw new Error('the day is on record');
  return view;
}

/** Attributes of the elements that have all of `classes`. */
function withClass(svg: string, ...classes: readonly string[]): readonly Readonly<Record<string, string>>[] {
  return [...svg.matchAll(/<\w+((?: [\w:-]+="[^"]*")*)\/?>/g)]
    .map(([, text = '']) => Object.fromEntries([...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, k, v]) => [k, v])))
    .filter((attributes) => classes.every((name) => attributes.class?.split(' ').includes(name)));
}

const numberOf = (text: string | undefined) => Number(text);

describe.each([
  ['wide', wide, 42, 606],
  ['narrow', narrow, 30, 332],
] as const)('the chart of a day, %s', (_, options, left, right) => {
  const axis = hourAxis(left, right);

  it('shades the hours of the incident, and says which and how many were lost', () => {
    const svg = dayChart(viewOf(aDay().quiet(15, 17)), options);
    const [shade, ...others] = withClass(svg, 'shade', 'P1');
    expect(others).toEqual([]);
    expect(numberOf(shade?.x)).toBeCloseTo(axis.start(15), 0);
    expect(numberOf(shade?.x) + numberOf(shade?.width)).toBeCloseTo(axis.start(18), 0);
    expect(svg).toMatch(/>15h–17h, about \d+ lost</);
    expect(withClass(svg, 'lost')).toHaveLength(1);
  });

  it('puts zero at the bottom and twice as many twice as high', () => {
    const dots = withClass(dayChart(viewOf(aDay().quiet(15, 17)), options), 'P1', 'ring');
    expect(dots).toHaveLength(3);
    const svg = dayChart(viewOf(aDay()), options);
    const heights = withClass(svg, 'dot').map(({ cy }) => numberOf(cy));
    const [at8 = 0, at17 = 0] = [heights[8], heights[17]];
    const zero = numberOf(withClass(svg, 'base')[0]?.d?.split(/[ MH]/)[2]);
    expect((zero - at17) / (zero - at8)).toBeCloseTo(29 / 12, 1);
  });

  it('interrupts the line where no count is known, and hatches it', () => {
    const svg = dayChart(viewOf(aDay().unknown(11, 14)), options);
    expect(withClass(svg, 'line', 'seen')[0]?.d?.match(/M/g)).toHaveLength(2);
    expect(withClass(svg, 'hatch')).toHaveLength(1);
    expect(withClass(svg, 'dot')).toHaveLength(20);
  });

  it('shows no more of a day that runs than is over', () => {
    const svg = dayChart(viewOf(aDay().until(14)), options);
    expect(withClass(svg, 'dot')).toHaveLength(14);
    expect(svg).toContain('>not over yet<');
    expect(withClass(svg, 'hatch')).toHaveLength(0);
  });

  it('names every line', () => {
    const svg = dayChart(viewOf(aDay()), options);
    for (const name of ['Seen', 'Expected', 'Yesterday', 'Same day last week', 'Last week&#39;s average']) {
      expect(svg).toContain(`>${name}</text>`);
    }
  });

  it('keeps its labels inside the picture', () => {
    const svg = dayChart(viewOf(aDay().quiet(20, 23).quiet(0, 1)), options);
    for (const { x } of withClass(svg, 'strong')) expect(numberOf(x)).toBeLessThan(options.width);
  });

  it('fills what came on top in another way than what was lost', () => {
    const svg = dayChart(viewOf(aDay().at(4, 13, 16)), options);
    expect(withClass(svg, 'extra')).toHaveLength(1);
    expect(withClass(svg, 'lost')).toHaveLength(0);
  });
});

describe('pictures of many days', () => {
  const views = [
    viewOf(aDay(), '2026-01-12'),
    viewOf(aDay().quiet(15, 17), '2026-01-13'),
    viewOf(aDay().unknown(11, 14), '2026-01-14'),
    viewOf(aDay().at(4, 13, 16), '2026-01-15'),
  ];

  it('the timeline has a bar an incident, at its hours; holes in the data are outlined', () => {
    const svg = incidentTimeline(views, byDate, wide);
    const axis = hourAxis(150, 752);
    const [outage] = withClass(svg, 'P1');
    expect(numberOf(outage?.x)).toBeCloseTo(axis.start(15), -0.5);
    expect(numberOf(outage?.width)).toBeCloseTo(3 * axis.step, -0.5);
    expect(withClass(svg, 'hole', 'hole-P2')).toHaveLength(1);
    expect(svg).toContain('3 incidents: 2026-01-13: P1 15h-17h');
  });

  it('the heat map colours what chance does not explain, and says which way it went without colour', () => {
    const svg = heatMap(views, byDate, wide);
    expect(withClass(svg, 'cell', 'below-3')).toHaveLength(3 + 1);
    expect(svg.match(/>-100<\/text>/g)).toHaveLength(3);
    expect(svg).toMatch(/>[45]x<\/text>/);
    expect(withClass(svg, 'cell')).toHaveLength(4 * 24 + 7);
    expect(withClass(heatMap(views, byDate, narrow), 'on-step-3').length).toBeGreaterThan(3);
  });

  it('a quiet night stays pale in the heat map', () => {
    const night = heatMap([viewOf(aDay().quiet(2, 4))], byDate, wide);
    expect(night).not.toMatch(/>-100</);
  });

  it('small multiples share their scale, or have their own', () => {
    const tops = (scale: 'shared' | 'own') =>
      [...smallMultiples(views, byDate, { ...wide, scale }).matchAll(/text-anchor="end" class="quiet">(\d+)</g)]
        .map(([, number]) => Number(number))
        .filter((number) => number > 0);
    expect(new Set(tops('shared')).size).toBe(1);
    expect(new Set(tops('own')).size).toBeGreaterThan(1);
    expect(tops('own')).toHaveLength(4);
  });
});

describe('a chart as a file', () => {
  it('brings its colours, follows the reader, or is told', () => {
    const chart = dayChart(viewOf(aDay()), wide);
    expect(standaloneSvg(chart)).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" class="tw tw-chart"/);
    expect(standaloneSvg(chart)).toContain('prefers-color-scheme:dark');
    expect(standaloneSvg(chart, 'dark')).toContain('class="tw tw-dark tw-chart"');
  });
});

describe('labels', () => {
  it('are moved apart in their order, and stay within bounds', () => {
    expect(spread([10, 11, 50], 15, 0, 100)).toEqual([10, 25, 50]);
    expect(spread([98, 99], 15, 0, 100)).toEqual([85, 100]);
  });

  it('go to the next row where they would overlap', () => {
    const extents = [
      { from: 0, to: 50 },
      { from: 40, to: 90 },
      { from: 60, to: 80 },
    ];
    expect(rowsApart(extents, 5)).toEqual([0, 1, 0]);
  });
});
