// Which rule gave an incident its severity: the configured rules of DESIGN's section on severity, read backwards.
import { type BusinessHours, type CheckoutSettings, isBusinessHour } from '../config/config.ts';
import type { Severity } from '../config/severity.ts';
import type { DataCause } from '../incident/incident.ts';
import { type FoundIncident, type FoundSales, isData } from '../incident/incident.ts';
import { HOURS_A_DAY } from '../intake/checkout-day.ts';

/** Percentages are whole, losses in sales. */
export type SeverityReason =
  | {
      readonly rule: 'outage-in-business';
      readonly lost: number;
      readonly limit: number;
      readonly hours: BusinessHours;
    }
  | { readonly rule: 'outage-elsewhere'; readonly lost: number; readonly limit: number; readonly hours: BusinessHours }
  | { readonly rule: 'high-drop'; readonly percent: number; readonly limit: number; readonly hours: BusinessHours }
  | { readonly rule: 'medium-drop'; readonly percent: number; readonly limit: number }
  | { readonly rule: 'spike'; readonly percent: number; readonly limit: number }
  | { readonly rule: 'small' }
  | { readonly rule: 'blind'; readonly limit: number }
  | { readonly rule: 'gap' }
  | { readonly rule: 'data'; readonly cause: Exclude<DataCause, 'gap'> };

type SeveritySettings = Pick<CheckoutSettings, 'businessHours' | 'severity' | 'detector'>;

/**
 * The rule by which `found` would get `severity` today. Null where no rule does: the settings were others when it was
 * judged, the severity is that of an earlier part, or the original study's rules judged.
 */
export function severityReason(
  found: FoundIncident,
  severity: Severity,
  settings: SeveritySettings,
): SeverityReason | null {
  if (settings.detector === 'classic') return null;
  const [given, reason] = isData(found) ? dataRule(found.cause, severity, settings) : salesRule(found, settings);
  return given === severity ? reason : null;
}

function dataRule(
  cause: DataCause,
  severity: Severity,
  { severity: rules }: SeveritySettings,
): readonly [Severity, SeverityReason] {
  if (severity === 'P2') return ['P2', { rule: 'blind', limit: rules.blindHours }];
  if (cause === 'gap') return ['P4', { rule: 'gap' }];
  return [cause === 'doubtful' ? 'P4' : 'P3', { rule: 'data', cause }];
}

/** The order is that of severity-rules.ts. */
function salesRule(
  { kind, expected, expectedLost, hours: told }: FoundSales,
  { businessHours: hours, severity: rules }: SeveritySettings,
): readonly [Severity, SeverityReason] {
  const inBusiness = told.filter(({ hour }) => isBusinessHour(hour % HOURS_A_DAY, hours));
  const lost = inBusiness.reduce(
    (sum, { today, expected: mean }) => sum + (today === null ? 0 : (mean ?? 0) - today),
    0,
  );
  const percent = expected > 0 ? (100 * expectedLost) / expected : 0;
  if (kind === 'outage') {
    const facts = { lost, limit: rules.outageLossSales, hours };
    const isPage = inBusiness.length > 0 && lost >= rules.outageLossSales;
    return isPage ? ['P1', { rule: 'outage-in-business', ...facts }] : ['P2', { rule: 'outage-elsewhere', ...facts }];
  }
  if (inBusiness.length > 0 && percent >= rules.highDropPercent) {
    return ['P2', { rule: 'high-drop', percent, limit: rules.highDropPercent, hours }];
  }
  if (percent >= rules.mediumDropPercent)
    return ['P3', { rule: 'medium-drop', percent, limit: rules.mediumDropPercent }];
  if (-percent >= rules.spikePercent) return ['P3', { rule: 'spike', percent: -percent, limit: rules.spikePercent }];
  return ['P4', { rule: 'small' }];
}
