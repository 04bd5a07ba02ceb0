// Days made by chance, with their truth: 28 days of history, the references drawn from it, and today.
import { type CheckoutDay, HOURS_A_DAY } from '../../lambda/intake/checkout-day.ts';
import type { LabelledDay } from './labelled-day.ts';
import { type Chance, chance } from './random.ts';
import { type Rhythm, rhythm, SOURCES, type Source } from './rhythms.ts';
import { troubled } from './trouble.ts';

const HISTORY_DAYS = 28;
/** Sales a day, from a kiosk to a large channel; drawn evenly on the logarithm. */
const VOLUME = { from: 50, to: 50_000, ordinaryFrom: 300, ordinaryTo: 700, ordinaryShare: 0.5 };
const INCIDENT_SHARE = 0.36;
const TRUNCATED_SHARE = 0.12;
const EARLIEST_CUT = 9;
/** Shares of histories with each sort of contamination. */
const CONTAMINATED = { outage: 0.35, spike: 0.08, silentYesterday: 0.04, weakDay: 0.05, holiday: 0.15, trend: 0.3 };

/** `count` days, sources in turn. The same seed gives the same days. */
export function generatedDays(count: number, seed: number): LabelledDay[] {
  return Array.from({ length: count }, (_, i) => {
    const source = SOURCES[i % SOURCES.length] ?? 'shop';
    return generatedDay(`g${String(i).padStart(4, '0')}`, source, chance(seed * 1_000_003 + i));
  });
}

function generatedDay(name: string, source: Source, dice: Chance): LabelledDay {
  const habits = rhythm(source, dice);
  const rates = dailyRates(habits, HISTORY_DAYS + 1, dice);
  const history = rates.slice(0, HISTORY_DAYS).map((day) => day.map((rate) => dice.count(rate, habits.dispersion)));
  contaminate(history, dice);
  const known = dice.happens(TRUNCATED_SHARE) ? dice.whole(EARLIEST_CUT, HOURS_A_DAY - 1) : HOURS_A_DAY;
  const todaysRates = rates[HISTORY_DAYS] ?? [];
  const counts = todaysRates.map((rate) => dice.count(rate, habits.dispersion));
  const trouble = dice.happens(INCIDENT_SHARE) ? troubled(counts, todaysRates, known, dice) : null;
  const day = dayOf(history, trouble?.counts ?? counts, known, dice);
  return { name, source, day, incidents: trouble ? [trouble.incident] : [] };
}

/** True rates of `days` days, oldest first; the last is today. */
export function dailyRates(habits: Rhythm, days: number, dice: Chance): number[][] {
  const isOrdinary = dice.happens(VOLUME.ordinaryShare);
  const [low, high] = isOrdinary ? [VOLUME.ordinaryFrom, VOLUME.ordinaryTo] : [VOLUME.from, VOLUME.to];
  const volume = Math.exp(dice.between(Math.log(low), Math.log(high)));
  const usual = habits.shapes.flat().reduce((sum, value) => sum + value, 0) / 7;
  const trend = dice.happens(CONTAMINATED.trend) ? dice.normal(0.008) : 0;
  const holiday = dice.happens(CONTAMINATED.holiday) ? dice.whole(0, days - 2) : null;
  const firstWeekday = dice.whole(0, 6);
  let level = dice.normal(habits.levelNoise);
  return Array.from({ length: days }, (_, i) => {
    const weekday = i === holiday ? 6 : (firstWeekday + i) % 7;
    level = habits.levelMemory * level + dice.normal(habits.levelNoise * Math.sqrt(1 - habits.levelMemory ** 2));
    let wave = dice.normal(habits.waveNoise);
    return (habits.shapes[weekday] ?? []).map((value) => {
      wave = 0.8 * wave + dice.normal(0.6 * habits.waveNoise);
      return (volume / usual) * value * Math.exp(level + wave + trend * (i - days + 1));
    });
  });
}

/** What went wrong in the past, and is in the references for it. */
function contaminate(history: number[][], dice: Chance): void {
  const change = (day: number, from: number, to: number, factor: number) => {
    const hours = history[day] ?? [];
    for (let hour = from; hour <= Math.min(to, HOURS_A_DAY - 1); hour++)
      hours[hour] = Math.round((hours[hour] ?? 0) * factor);
  };
  const pastDay = () => HISTORY_DAYS - (dice.happens(0.6) ? dice.oneOf([1, 7, dice.whole(2, 6)]) : dice.whole(8, 28));
  while (dice.happens(CONTAMINATED.outage)) {
    const from = dice.whole(0, 22);
    change(pastDay(), from, from + dice.whole(0, 5), 0);
  }
  if (dice.happens(CONTAMINATED.spike)) {
    const from = dice.whole(0, 22);
    change(pastDay(), from, from + dice.whole(0, 3), dice.between(2, 8));
  }
  if (dice.happens(CONTAMINATED.silentYesterday)) change(HISTORY_DAYS - 1, 0, HOURS_A_DAY - 1, 0);
  if (dice.happens(CONTAMINATED.weakDay))
    change(HISTORY_DAYS - dice.oneOf([1, 7]), 0, HOURS_A_DAY - 1, dice.between(0.4, 0.7));
}

/** Today beside its references, which the last 28 days of `history` make; averages are cut or rounded to two decimals, as exports do. */
export function dayOf(
  history: readonly (readonly number[])[],
  today: readonly number[],
  known: number,
  dice: Chance,
): CheckoutDay {
  const round = dice.happens(0.7) ? Math.floor : Math.round;
  const sum = (hour: number, days: number) =>
    history.slice(HISTORY_DAYS - days).reduce((total, counts) => total + (counts[hour] ?? 0), 0);
  const average = (hour: number, days: number) => round((100 * sum(hour, days)) / days) / 100;
  const hours = today.map((count, hour) => ({
    hour,
    today: hour < known ? count : null,
    references: {
      yesterday: history[HISTORY_DAYS - 1]?.[hour] ?? null,
      same_day_last_week: history[HISTORY_DAYS - 7]?.[hour] ?? null,
      avg_last_week: average(hour, 7),
      avg_last_month: average(hour, HISTORY_DAYS),
    },
  }));
  return { checkout: 'generated', date: '2026-01-16', outcome: 'ok', hours, finalHours: known, warnings: [] };
}
