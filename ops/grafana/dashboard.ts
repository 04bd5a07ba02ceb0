// The Grafana dashboard as code, typed by Grafana's own schema: `npm run ops:dashboard` writes dashboards/checkout.json.
// Long because it is a list: every panel with its queries, row by row.
import {
  type Dashboard,
  type DataTransformerConfig,
  FieldColorModeId,
  type FieldConfig,
  type Panel,
  type RowPanel,
  ThresholdsMode,
  VariableHide,
} from '@grafana/schema';

const PROMETHEUS = { type: 'prometheus', uid: 'prometheus' };
const OF_DATASET = 'dataset="$dataset"';

/** Okabe & Ito's palette (https://jfly.uni-koeln.de/color/), which colour-blind people can tell apart. */
const COLOUR = { observed: '#0072B2', expected: '#009E73', reference: '#999999', bad: '#D55E00', unsure: '#E69F00' };

interface Query {
  readonly expr: string;
  readonly legend?: string;
  /** The value now, as a table row, instead of a series over time. */
  readonly isTable?: boolean;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

interface PanelParts {
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly at: Place;
  readonly queries: readonly Query[];
  readonly defaults?: FieldConfig;
  readonly overrides?: readonly Override[];
  readonly options?: Record<string, unknown>;
  readonly transformations?: readonly DataTransformerConfig[];
}

type Override = NonNullable<Panel['fieldConfig']>['overrides'][number];

function panel(id: number, parts: PanelParts): Panel {
  const { type, title, description, at, queries, defaults = {}, overrides = [], options = {}, transformations } = parts;
  return {
    id,
    type,
    title,
    description,
    datasource: PROMETHEUS,
    gridPos: at,
    targets: queries.map(({ expr, legend = '', isTable = false }, index) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + index),
      datasource: PROMETHEUS,
      expr,
      legendFormat: legend,
      instant: isTable,
      range: !isTable,
      ...(isTable && { format: 'table' }),
    })),
    fieldConfig: { defaults, overrides: [...overrides] },
    options,
    ...(transformations && { transformations: [...transformations] }),
  };
}

function row(id: number, title: string, y: number): RowPanel {
  return { id, type: 'row', title, collapsed: false, gridPos: { x: 0, y, w: 24, h: 1 }, panels: [] };
}

const thresholds = (...steps: readonly [string, number | null][]) => ({
  mode: ThresholdsMode.Absolute,
  steps: steps.map(([color, value]) => ({ color, value: value as number })),
});

const ONE_NUMBER = { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false }, colorMode: 'value' };

interface Stat {
  readonly title: string;
  readonly description: string;
  readonly expr: string;
  readonly defaults?: FieldConfig;
}

const STATS: readonly Stat[] = [
  {
    title: 'Current hour',
    description: 'Sales in the last hour that is final.',
    expr: `checkout_transactions_current{${OF_DATASET}}`,
    defaults: { thresholds: thresholds([COLOUR.bad, null], [COLOUR.unsure, 5], [COLOUR.expected, 15]) },
  },
  {
    title: 'Critical alerts',
    description: 'Open incidents of P1 and P2. Zero means zero, not "no data".',
    expr: `sum(tillwatch_checkout_incidents_open{${OF_DATASET},severity=~"P1|P2"}) or vector(0)`,
    defaults: { thresholds: thresholds([COLOUR.expected, null], [COLOUR.bad, 1]) },
  },
  {
    title: 'Deviation',
    description: 'The last hour that is final against what was expected of it.',
    expr: `checkout:deviation_from_expected:percentage{${OF_DATASET}}`,
    defaults: {
      unit: 'percent',
      decimals: 0,
      thresholds: thresholds([COLOUR.bad, null], [COLOUR.unsure, -50], [COLOUR.expected, -20]),
    },
  },
  {
    title: 'Total today',
    description: 'Sales of the newest business date so far.',
    expr: `checkout_transactions_total_today{${OF_DATASET}}`,
  },
  {
    title: 'Total yesterday',
    description: 'Sales of the whole day before.',
    expr: `checkout_transactions_total_yesterday{${OF_DATASET}}`,
  },
  {
    title: 'Weekly average',
    description: 'What the same hour sold on an average day of last week.',
    expr: `checkout_transactions_avg_week{${OF_DATASET}}`,
    defaults: { decimals: 1 },
  },
];

const stat = ({ title, description, expr, defaults }: Stat, index: number): Panel =>
  panel(index + 2, {
    type: 'stat',
    title,
    description,
    at: { x: 4 * index, y: 1, w: 4, h: 4 },
    queries: [{ expr }],
    options: ONE_NUMBER,
    ...(defaults && { defaults }),
  });

const coloured = (name: string, color: string, custom: Record<string, unknown> = {}): Override => ({
  matcher: { id: 'byName', options: name },
  properties: [
    { id: 'color', value: { mode: 'fixed', fixedColor: color } },
    ...Object.entries(custom).map(([key, value]) => ({ id: `custom.${key}`, value })),
  ],
});

const BAND = { lineWidth: 0, fillOpacity: 0 };

const hoursOverTime = panel(9, {
  type: 'timeseries',
  title: 'Sales per hour against what was expected',
  description: 'Each hour once it is final; the band is the 95 % interval of what was expected of it.',
  at: { x: 0, y: 6, w: 16, h: 9 },
  queries: [
    { expr: `checkout_transactions_current{${OF_DATASET}}`, legend: 'sales' },
    { expr: `tillwatch_current_expected_sales{${OF_DATASET},bound="mean"}`, legend: 'expected' },
    { expr: `tillwatch_current_expected_sales{${OF_DATASET},bound="low"}`, legend: 'low' },
    { expr: `tillwatch_current_expected_sales{${OF_DATASET},bound="high"}`, legend: 'high' },
    { expr: `checkout_transactions_avg_week{${OF_DATASET}}`, legend: 'average of last week' },
  ],
  defaults: { min: 0, custom: { lineInterpolation: 'stepAfter', spanNulls: false } },
  overrides: [
    coloured('sales', COLOUR.observed, { lineWidth: 3 }),
    coloured('expected', COLOUR.expected, { lineStyle: { fill: 'dash', dash: [8, 6] } }),
    coloured('low', COLOUR.expected, BAND),
    coloured('high', COLOUR.expected, { ...BAND, fillBelowTo: 'low', fillOpacity: 15 }),
    coloured('average of last week', COLOUR.reference),
  ],
});

const incidentsOverTime = panel(10, {
  type: 'state-timeline',
  title: 'Open incidents',
  description: 'How many incidents of each severity were open, and when.',
  at: { x: 16, y: 6, w: 8, h: 9 },
  queries: [{ expr: `sum by (severity) (tillwatch_checkout_incidents_open{${OF_DATASET}})`, legend: '{{severity}}' }],
  defaults: {
    thresholds: thresholds([COLOUR.expected, null], [COLOUR.bad, 1]),
    color: { mode: FieldColorModeId.Thresholds },
  },
});

const BY_HOUR: readonly DataTransformerConfig[] = [
  { id: 'joinByField', options: { byField: 'hour', mode: 'outer' } },
  { id: 'filterFieldsByName', options: { include: { pattern: '^(hour|Value #.)$' } } },
];

const named = (names: Readonly<Record<string, string>>): DataTransformerConfig => ({
  id: 'organize',
  options: { renameByName: names },
});

const dayByHour = panel(11, {
  type: 'barchart',
  title: 'The day, hour by hour',
  description: 'Sales of the newest business date beside the day before and the average of last week.',
  at: { x: 0, y: 15, w: 24, h: 9 },
  queries: ['today', 'yesterday', 'avg_last_week'].map((period) => ({
    expr: `checkout_transactions_hourly{${OF_DATASET},period="${period}"}`,
    isTable: true,
  })),
  options: { xField: 'hour', showValue: 'never', legend: { displayMode: 'list', placement: 'bottom' } },
  defaults: { min: 0 },
  overrides: [
    coloured('today', COLOUR.observed),
    coloured('yesterday', COLOUR.reference),
    coloured('average of last week', COLOUR.expected),
  ],
  transformations: [
    ...BY_HOUR,
    named({ 'Value #A': 'today', 'Value #B': 'yesterday', 'Value #C': 'average of last week' }),
  ],
});

const deviations = panel(13, {
  type: 'barchart',
  title: 'Deviation by hour',
  description: 'Sales of each hour against what was expected of it, in sales.',
  at: { x: 0, y: 25, w: 12, h: 9 },
  queries: [
    {
      expr: `checkout_transactions_hourly{${OF_DATASET},period="today"} - on (dataset, hour) tillwatch_hourly_expected_sales{${OF_DATASET},bound="mean"}`,
      isTable: true,
    },
  ],
  options: { xField: 'hour', showValue: 'never', legend: { displayMode: 'hidden' } },
  defaults: {
    thresholds: thresholds([COLOUR.bad, null], [COLOUR.reference, -10], [COLOUR.observed, 10]),
    color: { mode: FieldColorModeId.Thresholds },
  },
  transformations: [{ id: 'filterFieldsByName', options: { include: { pattern: '^(hour|Value)$' } } }],
});

const statuses = panel(14, {
  type: 'table',
  title: 'Status of each hour',
  description: "Sales with the original's status, and what was expected.",
  at: { x: 12, y: 25, w: 12, h: 9 },
  queries: [
    { expr: `checkout_anomaly_status{${OF_DATASET}}`, isTable: true },
    { expr: `tillwatch_hourly_expected_sales{${OF_DATASET},bound="mean"}`, isTable: true },
  ],
  transformations: [
    { id: 'joinByField', options: { byField: 'hour', mode: 'outer' } },
    { id: 'filterFieldsByName', options: { include: { pattern: '^(hour|status|Value #.)$' } } },
    named({ 'Value #A': 'sales', 'Value #B': 'expected' }),
  ],
  defaults: { decimals: 0 },
  options: { showHeader: true },
});

/** It asks Grafana's alert list, which the Alertmanager data source feeds, not Prometheus. */
const activeAlerts: Panel = {
  id: 16,
  type: 'alertlist',
  title: 'Active alerts',
  description: 'What the rules say right now.',
  gridPos: { x: 0, y: 35, w: 12, h: 8 },
  options: {
    viewMode: 'list',
    groupMode: 'default',
    maxItems: 20,
    sortOrder: 3,
    datasource: 'Prometheus',
    alertInstanceLabelFilter: '{dataset="$dataset"}',
    stateFilter: { firing: true, pending: false, noData: false, normal: false, error: true },
  },
};

const firing = panel(17, {
  type: 'table',
  title: 'Firing rules',
  description: 'The alerts of this checkout by severity.',
  at: { x: 12, y: 35, w: 12, h: 8 },
  queries: [{ expr: `ALERTS{${OF_DATASET},alertstate="firing"}`, isTable: true }],
  transformations: [
    { id: 'filterFieldsByName', options: { include: { pattern: '^(severity|alertname|kind)$' } } },
    { id: 'sortBy', options: { sort: [{ field: 'severity' }] } },
  ],
  options: { showHeader: true },
});

export const dashboard: Dashboard = {
  uid: 'tillwatch-checkout',
  title: 'Checkout sales',
  tags: ['tillwatch'],
  timezone: 'America/Sao_Paulo',
  schemaVersion: 39,
  editable: true,
  refresh: '30s',
  time: { from: 'now-24h', to: 'now' },
  templating: {
    list: [
      {
        name: 'dataset',
        label: 'Checkout',
        type: 'query',
        datasource: PROMETHEUS,
        query: { query: 'label_values(checkout_transactions_total_today, dataset)', refId: 'dataset' },
        refresh: 2,
        sort: 1,
        hide: VariableHide.dontHide,
        multi: false,
        includeAll: false,
      },
    ],
  },
  annotations: {
    list: [
      {
        name: 'Incidents',
        datasource: PROMETHEUS,
        enable: true,
        iconColor: COLOUR.bad,
        // Grafana's Prometheus data source reads these beside the schema's own fields.
        ...{
          expr: `ALERTS{${OF_DATASET},alertstate="firing",severity=~"P1|P2|P3"}`,
          titleFormat: '{{severity}} {{alertname}}',
          tagKeys: 'kind',
          step: '60s',
        },
      },
    ],
  },
  panels: [
    row(1, 'Alert status', 0),
    ...STATS.map(stat),
    row(8, 'Transaction monitoring', 5),
    hoursOverTime,
    incidentsOverTime,
    dayByHour,
    row(12, 'Anomaly detection', 24),
    deviations,
    statuses,
    row(15, 'Active alerts', 34),
    activeAlerts,
    firing,
  ],
};
