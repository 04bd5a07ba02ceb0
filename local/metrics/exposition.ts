// Metric families as text: Prometheus' format 0.0.4, or OpenMetrics 1.0 for who asks for it.
// Written here because a registry of long-lived gauges keeps the series of what has gone, and knows no units.

export type MetricType = 'gauge' | 'counter' | 'info';

/** What is constant about a metric. Counters end in `_total`, infos in `_info`, and a unit is the end of the name. */
export interface Metric {
  readonly name: string;
  readonly type: MetricType;
  /** One sentence; names the unit where the metric's name doesn't. */
  readonly help: string;
  /** Base unit, when it is the name's last word (of a counter: the word before `_total`). */
  readonly unit?: string;
}

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family extends Metric {
  readonly samples: readonly Sample[];
}

/** https://prometheus.io/docs/instrumenting/exposition_formats/ */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';
/** https://prometheus.io/docs/specs/om/open_metrics_spec/ */
export const OPEN_METRICS_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** The families in Prometheus' text format; one without samples is left out. */
export function prometheusText(families: readonly Family[]): string {
  return families
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, type, help, samples }) => {
      const shownType = type === 'info' ? 'gauge' : type;
      const head = `# HELP ${name} ${escapedHelp(help)}\n# TYPE ${name} ${shownType}\n`;
      return head + lines(name, samples);
    })
    .join('');
}

/** The families in OpenMetrics: a counter's and an info's family is called without the suffix that its samples have. */
export function openMetricsText(families: readonly Family[]): string {
  const texts = families
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, type, help, unit, samples }) => {
      const family = name.replace(type === 'counter' ? /_total$/ : type === 'info' ? /_info$/ : /$^/, '');
      const unitLine = unit === undefined ? '' : `# UNIT ${family} ${unit}\n`;
      const head = `# TYPE ${family} ${type}\n${unitLine}# HELP ${family} ${escapedHelp(help).replaceAll('"', '\\"')}\n`;
      return head + lines(name, samples);
    });
  return `${texts.join('')}# EOF\n`;
}

function lines(name: string, samples: readonly Sample[]): string {
  let text = '';
  for (const { labels, value } of samples) text += `${name}${labelled(labels)} ${value}\n`;
  return text;
}

function labelled(labels: Sample['labels']): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escapedValue(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapedValue(value: string): string {
  return escapedHelp(value.toWellFormed()).replaceAll('"', '\\"');
}

function escapedHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
