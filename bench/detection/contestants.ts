// Who takes part in the benchmark: the product's detectors with shipped defaults, and the simple ones.
import { parseConfig } from '../../lambda/config/config.ts';
import { detectorNamed } from '../../lambda/detect/detectors.ts';
import type { DetectorName } from '../../lambda/detect/judgement.ts';
import { salesSeverity } from '../../lambda/incident/severity-rules.ts';
import type { CheckoutDay } from '../../lambda/intake/checkout-day.ts';
import { BASELINES } from './baselines.ts';
import type { ReportedIncident } from './labelled-day.ts';

export interface Contestant {
  readonly name: string;
  readonly reports: (day: CheckoutDay) => readonly ReportedIncident[];
}

const DEFAULTS = parseConfig('{}');

export const SCAN = product('scan');
export const CONTESTANTS: readonly Contestant[] = [SCAN, product('classic'), ...BASELINES];

function product(name: DetectorName): Contestant {
  const detector = detectorNamed(name);
  return {
    name,
    reports: (day) => {
      const { windows, hours } = detector.judge(day, DEFAULTS);
      return windows.map((window) => {
        const { kind, startHour, endHour, score, expectedLost } = window;
        const lost = { low: window.lostLow, high: window.lostHigh };
        return {
          kind,
          startHour,
          endHour,
          score,
          expectedLost,
          lost,
          severity: salesSeverity(window, hours, DEFAULTS),
        };
      });
    },
  };
}
