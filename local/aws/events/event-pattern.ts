// Event patterns: which events a rule takes.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
import { ServiceError } from '../service-error.ts';

type Json = Readonly<Record<string, unknown>>;

/** Does `event` have, for each field of the pattern, one of the values that are listed for it? */
export function matchesPattern(pattern: Json, event: Json): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    const value = event[field];
    if (Array.isArray(wanted)) return values(value).some((one) => wanted.some((condition) => meets(condition, one)));
    return isObject(value) && matchesPattern(wanted as Json, value);
  });
}

/** @throws ServiceError InvalidEventPatternException for what isn't a pattern; 501 for an operator that isn't done here */
export function checkPattern(pattern: unknown, path = ''): void {
  if (!isObject(pattern) || Object.keys(pattern).length === 0) {
    throw new ServiceError(
      400,
      'InvalidEventPatternException',
      `${path || 'Event pattern'} must be an object or an array`,
    );
  }
  for (const [field, wanted] of Object.entries(pattern)) {
    if (Array.isArray(wanted)) wanted.forEach(checkCondition);
    else checkPattern(wanted, `${path}.${field}`);
  }
}

function checkCondition(condition: unknown): void {
  if (!isObject(condition)) return;
  const unknown = Object.keys(condition).find((operator) => operator !== 'prefix');
  if (unknown !== undefined) throw new ServiceError(501, 'NotImplemented', `event pattern with ${unknown}`);
}

function meets(condition: unknown, value: unknown): boolean {
  if (isObject(condition)) return typeof value === 'string' && value.startsWith(String(condition.prefix));
  return condition === value;
}

/** An event's array matches where any of its elements does. */
function values(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
