// The sorts of checkouts that days are made for: how a week breathes before chance and trouble come in.
import { HOURS_A_DAY } from '../../lambda/intake/checkout-day.ts';
import type { Chance } from './random.ts';

/** Relative sales by weekday (0…6) and hour, and how restless they are. */
export interface Rhythm {
  readonly shapes: readonly (readonly number[])[];
  /** Standard deviations of logarithms: whole days, slow waves within a day. */
  readonly levelNoise: number;
  readonly waveNoise: number;
  /** Correlation of the level from one day to the next. */
  readonly levelMemory: number;
  /** Excess variance of single hours: variance = mean + mean² · dispersion. */
  readonly dispersion: number;
}

interface Peak {
  readonly hour: number;
  readonly width: number;
  readonly height: number;
}

/** The sources that `--leave-one-source-out` leaves out. */
export const SOURCES = ['shop', 'commuters', 'night life', 'weekend trade', 'restless online'] as const;
export type Source = (typeof SOURCES)[number];

/** A checkout of the given sort; no two are alike. */
export function rhythm(source: Source, dice: Chance): Rhythm {
  const near = (value: number, share = 0.2) => value * dice.between(1 - share, 1 + share);
  const calm = {
    levelNoise: near(0.09, 0.5),
    waveNoise: near(0.06, 0.5),
    levelMemory: 0.5,
    dispersion: near(0.008, 0.6),
  };
  const lunch = { hour: near(13, 0.06), width: near(2.5), height: 1 };
  const evening = { hour: near(19, 0.06), width: near(2.5), height: near(0.8) };
  const rush = { hour: near(8, 0.06), width: near(1.2), height: near(1.2) };
  const late = { hour: near(23.5, 0.04), width: near(2.5), height: near(1) };
  switch (source) {
    case 'shop': {
      const floor = dice.between(0.01, 0.08);
      return { ...calm, shapes: week(() => shape([lunch, evening], floor, near(1, 0.1)), 0, []) };
    }
    case 'commuters': {
      const workday = shape([rush, { ...evening, hour: near(17.5, 0.04), width: 1.8 }], 0.05, 1);
      const dayOff = shape([{ hour: near(14.5, 0.05), width: 4, height: 0.8 }], 0.05, dice.between(0.6, 1.1));
      return { ...calm, shapes: week((weekday) => (weekday >= 5 ? dayOff : workday), 0.03, [], dice) };
    }
    case 'night life': {
      const workday = shape([lunch, { ...late, height: 0.4 }], 0.05, 1);
      const party = shape(
        [lunch, { ...late, height: near(1.6) }, { ...late, hour: late.hour - 24, height: near(1.6) }],
        0.05,
        1.3,
      );
      return {
        ...calm,
        levelNoise: near(0.14, 0.4),
        shapes: week((weekday) => (weekday >= 4 ? party : workday), 0.05, [], dice),
      };
    }
    case 'weekend trade': {
      const base = shape([{ ...lunch, width: near(4) }], 0.02, 1);
      return {
        ...calm,
        waveNoise: near(0.1, 0.4),
        shapes: week(() => base, 0.08, [1, 1, 1, 1.1, 1.3, near(2), near(1.7)], dice),
      };
    }
    case 'restless online': {
      const base = shape([lunch, evening, late], 0.12, 1);
      return {
        levelNoise: near(0.18, 0.3),
        waveNoise: near(0.16, 0.3),
        levelMemory: 0.3,
        dispersion: near(0.03, 0.5),
        shapes: week(() => base, 0.05, [], dice),
      };
    }
  }
}

function shape(peaks: readonly Peak[], floor: number, scale: number): number[] {
  return Array.from({ length: HOURS_A_DAY }, (_, hour) => {
    const bump = ({ hour: centre, width, height }: Peak) => height * Math.exp(-0.5 * ((hour - centre) / width) ** 2);
    return scale * (floor + peaks.reduce((sum, peak) => sum + bump(peak), 0));
  });
}

/** Seven shapes, each a little of its own, scaled by weekday. */
function week(
  of: (weekday: number) => number[],
  ownNoise: number,
  scales: readonly number[],
  dice?: Chance,
): number[][] {
  return Array.from({ length: 7 }, (_, weekday) =>
    of(weekday).map(
      (value) => value * (scales[weekday] ?? 1) * Math.exp(dice && ownNoise > 0 ? dice.normal(ownNoise) : 0),
    ),
  );
}
