// How bad a single hour is: for tables that show hours, where alerts are about windows.
import { type Severity, worse } from '../config/severity.ts';
import { type FoundIncident, isSales } from './incident.ts';

/** The worst severity of the sales incidents that `hour` is part of; null where nothing is wrong. */
export function severityAt(hour: number, incidents: readonly FoundIncident[]): Severity | null {
  return incidents
    .filter((i) => isSales(i) && i.severity !== 'P5' && i.startHour <= hour && hour <= i.endHour)
    .reduce<Severity | null>((worst, { severity }) => (worst === null ? severity : worse(worst, severity)), null);
}
