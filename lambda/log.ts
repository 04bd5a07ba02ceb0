// Structured log lines: one JSON object a line, so that text from a file can never forge a line of its own.

export type LogLevel = 'info' | 'warn' | 'error';

/**
 * Writes one line. `fields` correlate it: `requestId`, `key`, `versionId`, `checkout`, `incident`, `alert`; by any of
 * them Logs Insights finds all that happened to one object or incident.
 */
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;

/**
 * A log of JSON lines, for example to standard output, which Lambda sends to CloudWatch. `level` and `timestamp` are
 * called as Lambda expects them of a function's own JSON
 * (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html).
 */
export function jsonLog(write: (line: string) => void, now: () => Date): Log {
  return (level, message, fields = {}) =>
    write(JSON.stringify({ level, message, timestamp: now().toISOString(), ...fields }, errorAsData));
}

/** The same log with these fields on each line; a line's own fields win. */
export function correlated(log: Log, common: Readonly<Record<string, unknown>>): Log {
  return (level, message, fields = {}) => log(level, message, { ...common, ...fields });
}

/**
 * A line on standard output as it is. The runtime's `console` would wrap it, as a string inside JSON of its own, where
 * neither embedded metrics nor fields are found.
 */
export function lineOnStandardOutput(line: string): void {
  process.stdout.write(`${line}\n`);
}

function errorAsData(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, message, stack } = value;
  return { name, code: (value as { code?: unknown }).code, message, stack };
}
