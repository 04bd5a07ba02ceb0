// Structured log lines: one JSON object a line, so that text from a file can never forge a line of its own.

export type LogLevel = 'info' | 'warn' | 'error';

/** Writes one line; `fields` correlate it: `key`, `checkout`, `incident`, `alert`. */
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** A log of JSON lines, for example to standard output, which Lambda sends to CloudWatch. */
export function jsonLog(write: (line: string) => void, now: () => Date): Log {
  return (level, message, fields = {}) =>
    write(JSON.stringify({ level, message, time: now().toISOString(), ...fields }, errorAsData));
}

function errorAsData(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, message, stack } = value;
  return { name, code: (value as { code?: unknown }).code, message, stack };
}
