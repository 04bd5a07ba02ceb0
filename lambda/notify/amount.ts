// Numbers as people read them at night: no decimals that nobody needs, never longer than seven characters.

const DECIMALS_BELOW = 10;
const MILLION = 1e6;
const LARGEST_TOLD = 999 * MILLION;

/**
 * A count or an average of sales: `83`, `4.3` below ten, `12,345`, `12M` from a million up.
 *
 * @param decimalMark `.` or `,`; the other of the two stands between thousands
 */
export function amount(sales: number, decimalMark: string): string {
  const size = Math.abs(sales);
  const sign = sales < 0 ? '-' : '';
  if (Number.isNaN(sales)) return '?';
  if (size > LARGEST_TOLD) return `${sign}>999M`;
  if (size >= MILLION - 0.5) return `${sign}${Math.round(size / MILLION)}M`;
  const tenths = Math.round(size * 10) / 10;
  if (tenths >= DECIMALS_BELOW) return sign + grouped(Math.round(size), decimalMark === ',' ? '.' : ',');
  return tenths === 0 ? '0' : sign + String(tenths).replace('.', decimalMark);
}

/** `12,345` of 12345; from four digits on, as both languages do. */
function grouped(whole: number, separator: string): string {
  return String(whole).replace(/\B(?=(?:\d{3})+$)/g, separator);
}

const LARGEST_PERCENT = 999;

/**
 * How far sales are from the expectation: `-93%`, `+240%`, and from eleven times up as a multiple: `12x`, `>999x`.
 *
 * Rounded away from a lie: `-100%` and `+0%` are said only where nothing was sold or nothing differs.
 */
export function change(deviationPercent: number): string {
  if (deviationPercent > LARGEST_PERCENT) {
    const multiple = Math.round(deviationPercent / 100 + 1);
    return multiple > 999 ? '>999x' : `${multiple}x`;
  }
  const percent = withoutSign(deviationPercent);
  return `${deviationPercent < 0 ? '-' : '+'}${percent}%`;
}

/** `93` of -92.6 and of +93.2. */
export function withoutSign(deviationPercent: number): number {
  // Less than nothing can't be sold: below -100 something is broken, and it must not break the line as well.
  const rounded = Math.round(
    Math.min(Math.abs(deviationPercent), deviationPercent < 0 ? 100 : Number.POSITIVE_INFINITY),
  );
  if (deviationPercent < 0 && deviationPercent > -100 && rounded >= 100) return 99;
  if (deviationPercent !== 0 && rounded === 0) return 1;
  return rounded;
}
