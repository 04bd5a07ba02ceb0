// One day whose truth is known: what the benchmark feeds to detectors and what their windows are compared with.
import type { Severity } from '../../lambda/config/severity.ts';
import type { SalesKind } from '../../lambda/detect/judgement.ts';
import type { CheckoutDay } from '../../lambda/intake/checkout-day.ts';

/** Hours inclusive at both ends. `expectedLost` in sales: positive where sales are missing, negative in a spike. */
export interface LabelledIncident {
  readonly kind: SalesKind;
  readonly startHour: number;
  readonly endHour: number;
  readonly expectedLost: number;
}

export interface LabelledDay {
  readonly name: string;
  /** Which series or which sort of simulation it comes from. */
  readonly source: string;
  readonly day: CheckoutDay;
  readonly incidents: readonly LabelledIncident[];
}

/** What a detector made of a window, with the severity that its alert would have. */
export interface ReportedIncident extends LabelledIncident {
  readonly severity: Severity;
  readonly score: number;
  /** The stated 90 % interval of `expectedLost`, where the detector states one. */
  readonly lost?: { readonly low: number; readonly high: number };
}

/** Sales of an ordinary day, the volume that figures are split by. */
export function usualDailyTotal({ day }: LabelledDay): number {
  return day.hours.reduce((sum, hour) => sum + (hour.references.avg_last_month ?? 0), 0);
}
