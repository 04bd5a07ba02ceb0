// A log line read as CloudWatch reads it: by the rules of the embedded metric format's published schema, or refused.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
const SIZES = ['Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Terabytes'];
const BITS = ['Bits', 'Kilobits', 'Megabits', 'Gigabits', 'Terabits'];
const AMOUNTS = [...SIZES, ...BITS, 'Count'];
const UNITS = new Set([
  ...['Seconds', 'Microseconds', 'Milliseconds', 'Percent', 'None'],
  ...AMOUNTS,
  ...AMOUNTS.map((unit) => `${unit}/Second`),
]);

/** Of a line; more is cut off by CloudWatch Logs (256 KB). */
const MAX_LINE_BYTES = 262_144;
const MAX_METRICS = 100;
const MAX_DIMENSIONS = 30;
const MAX_VALUES = 100;
const MAX_NAMESPACE_CHARS = 1_024;
const MAX_NAME_CHARS = 1_024;
const MAX_DIMENSION_NAME_CHARS = 250;

export interface ReadMetrics {
  readonly namespace: string;
  /** By name, in the order of the line. */
  readonly values: Readonly<Record<string, number>>;
  readonly units: Readonly<Record<string, string>>;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly timestamp: Date;
}

/** The metrics in `line`; null where it has none. @throws Error that names the rule it breaks */
export function readMetrics(line: string): ReadMetrics | null {
  demand(Buffer.byteLength(line) <= MAX_LINE_BYTES, 'a line has at most 256 KB');
  demand(!line.includes('\n'), 'a line is one line');
  const root = object(JSON.parse(line), 'the line');
  if (root._aws === undefined) return null;
  const { Timestamp, CloudWatchMetrics } = object(root._aws, '_aws');
  demand(Number.isInteger(Timestamp) && (Timestamp as number) >= 0, 'Timestamp is a whole number of ms');
  demand(Array.isArray(CloudWatchMetrics) && CloudWatchMetrics.length === 1, 'there is one directive');
  const directive = object((CloudWatchMetrics as unknown[])[0], 'the directive');
  const namespace = text(directive.Namespace, 'Namespace', MAX_NAMESPACE_CHARS);
  demand(/^[A-Za-z0-9._\-/#:]+$/.test(namespace) && !namespace.startsWith('AWS/'), 'Namespace is well formed');
  return {
    namespace,
    dimensions: dimensionsOf(directive.Dimensions, root),
    ...metricsOf(directive.Metrics, root),
    timestamp: new Date(Timestamp as number),
  };
}

function dimensionsOf(sets: unknown, root: Record<string, unknown>): Record<string, string> {
  demand(Array.isArray(sets) && sets.length === 1 && Array.isArray(sets[0]), 'Dimensions is one list in a list');
  const names = (sets as unknown[][])[0] ?? [];
  demand(names.length <= MAX_DIMENSIONS, `a set has at most ${MAX_DIMENSIONS} dimensions`);
  return Object.fromEntries(
    names.map((name) => {
      const target = text(name, 'a dimension', MAX_DIMENSION_NAME_CHARS);
      return [target, text(root[target], `the member ${target}`, MAX_NAME_CHARS)];
    }),
  );
}

function metricsOf(definitions: unknown, root: Record<string, unknown>) {
  demand(Array.isArray(definitions) && definitions.length > 0, 'a directive names at least one metric');
  const list = definitions as unknown[];
  demand(list.length <= MAX_METRICS, `a directive has at most ${MAX_METRICS} metrics`);
  const values: Record<string, number> = {};
  const units: Record<string, string> = {};
  for (const definition of list) {
    const { Name, Unit, ...others } = object(definition, 'a metric');
    demand(Object.keys(others).length === 0, 'a metric has a name and a unit');
    const name = text(Name, 'a metric name', MAX_NAME_CHARS);
    demand(UNITS.has(String(Unit)), `${String(Unit)} is a unit`);
    demand(!(name in values), `${name} is named once`);
    const value = root[name];
    demand(!Array.isArray(value) || value.length <= MAX_VALUES, `a metric has at most ${MAX_VALUES} values`);
    demand(typeof value === 'number' && Number.isFinite(value), `${name} is a number in the line`);
    values[name] = value as number;
    units[name] = String(Unit);
  }
  return { values, units };
}

function object(value: unknown, what: string): Record<string, unknown> {
  demand(typeof value === 'object' && value !== null && !Array.isArray(value), `${what} is an object`);
  return value as Record<string, unknown>;
}

function text(value: unknown, what: string, maxChars: number): string {
  demand(
    typeof value === 'string' && value.length >= 1 && value.length <= maxChars,
    `${what} is a text of 1…${maxChars}`,
  );
  return value as string;
}

function demand(isMet: boolean, rule: string): asserts isMet {
  if (!isMet) throw new Error(`no embedded metrics: ${rule}`);
}
