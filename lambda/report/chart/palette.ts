// The colours of charts and reports, light and dark, and the stylesheet that applies them.
// After Okabe and Ito, "Color Universal Design" (2008), https://jfly.uni-koeln.de/color/: hues that people with any
// colour vision tell apart, darkened on white and lightened on black until text in them has 4.5:1. Severity is always
// written beside its colour.
import { SEVERITIES, type Severity } from '../../config/severity.ts';
import { type Markup, trusted } from '../markup.ts';

/** Colours are `#rrggbb`. */
export interface Theme {
  readonly paper: string;
  readonly raised: string;
  readonly ink: string;
  readonly quiet: string;
  readonly rule: string;
  readonly band: string;
  readonly expected: string;
  readonly lost: string;
  readonly extra: string;
  readonly yesterday: string;
  readonly 'same-day': string;
  readonly week: string;
  readonly month: string;
  /** Fill of a severity's label, and the ink on it. */
  readonly severity: Readonly<Record<Severity, { readonly fill: string; readonly ink: string }>>;
  /** Far below to far above the expectation; the middle is the paper's. */
  readonly below: readonly [string, string, string];
  readonly above: readonly [string, string, string];
}

export const LIGHT: Theme = {
  paper: '#ffffff',
  raised: '#f5f7f9',
  ink: '#1b1f24',
  quiet: '#57606a',
  rule: '#dde2e7',
  band: '#d3e5f3',
  expected: '#0067a3',
  lost: '#d55e00',
  extra: '#0072b2',
  yesterday: '#a65300',
  'same-day': '#00734f',
  week: '#984a7a',
  month: '#356f94',
  severity: {
    P1: { fill: '#9b1c00', ink: '#ffffff' },
    P2: { fill: '#c24e00', ink: '#ffffff' },
    P3: { fill: '#e69f00', ink: '#1b1f24' },
    P4: { fill: '#0072b2', ink: '#ffffff' },
    P5: { fill: '#5f6b76', ink: '#ffffff' },
  },
  below: ['#f8d9c4', '#ee9a5f', '#b84300'],
  above: ['#d3e5f3', '#7fb9e0', '#0067a3'],
};

export const DARK: Theme = {
  paper: '#14171b',
  raised: '#1c2127',
  ink: '#e8ebee',
  quiet: '#9aa4ae',
  rule: '#2f363d',
  band: '#1d3b52',
  expected: '#56b4e9',
  lost: '#ff8a4c',
  extra: '#56b4e9',
  yesterday: '#e69f00',
  'same-day': '#2fc59a',
  week: '#e09bc3',
  month: '#8fb8d6',
  severity: {
    P1: { fill: '#ff6b4a', ink: '#1b0a05' },
    P2: { fill: '#f28c28', ink: '#1b0a05' },
    P3: { fill: '#f0c24a', ink: '#1b0a05' },
    P4: { fill: '#56b4e9', ink: '#06131c' },
    P5: { fill: '#9aa4ae', ink: '#14171b' },
  },
  below: ['#4a2c1a', '#a05026', '#ff8a4c'],
  above: ['#1d3b52', '#2a6f9c', '#56b4e9'],
};

/**
 * Rules for everything below an element of class `tw`: it follows the reader's preference, print is light, and
 * `tw-light` or `tw-dark` on the same element decides it.
 */
export const CHART_STYLE: string = [
  `.tw{${variables(LIGHT)};color-scheme:light dark}`,
  `@media (prefers-color-scheme:dark){.tw:not(.tw-light){${variables(DARK)}}}`,
  `.tw-light{color-scheme:light}.tw-dark{${variables(DARK)};color-scheme:dark}`,
  `@media print{.tw.tw{${variables(LIGHT)}}}`,
  '.tw-chart{display:block;max-width:100%;height:auto;font:11px system-ui,sans-serif;font-variant-numeric:tabular-nums}',
  '.tw-chart text{fill:var(--tw-ink)}.tw-chart text.quiet{fill:var(--tw-quiet)}',
  '.tw-chart .paper{fill:var(--tw-paper)}',
  '.tw-chart .strong{font-weight:600}',
  '.tw-chart .rule{stroke:var(--tw-rule);fill:none}',
  '.tw-chart .base{stroke:var(--tw-quiet);fill:none}',
  '.tw-chart .band{fill:var(--tw-band)}',
  '.tw-chart .line{fill:none;stroke-width:1.5;stroke-linejoin:round;stroke-linecap:round}',
  '.tw-chart .seen{stroke:var(--tw-ink);stroke-width:2.25}',
  '.tw-chart .dot{fill:var(--tw-ink)}.tw-chart .ring{stroke:var(--tw-paper);stroke-width:1.5}',
  '.tw-chart .expected{stroke:var(--tw-expected);stroke-width:2;stroke-dasharray:6 3}',
  '.tw-chart .yesterday{stroke:var(--tw-yesterday);stroke-dasharray:1 3}',
  '.tw-chart .same-day{stroke:var(--tw-same-day);stroke-dasharray:3 3}',
  '.tw-chart .week{stroke:var(--tw-week);stroke-dasharray:8 3 1.5 3}',
  '.tw-chart .month{stroke:var(--tw-month);stroke-width:1.25}',
  '.tw-chart text.expected{fill:var(--tw-expected);stroke:none}',
  '.tw-chart text.yesterday{fill:var(--tw-yesterday);stroke:none}',
  '.tw-chart text.same-day{fill:var(--tw-same-day);stroke:none}',
  '.tw-chart text.week{fill:var(--tw-week);stroke:none}',
  '.tw-chart text.month{fill:var(--tw-month);stroke:none}',
  '.tw-chart text.seen{stroke:none}',
  '.tw-chart .lost{fill:var(--tw-lost);fill-opacity:.32}.tw-chart .extra{fill:var(--tw-extra);fill-opacity:.32}',
  '.tw-chart .closed{fill:var(--tw-rule);fill-opacity:.5}',
  '.tw-chart .hatch{stroke:var(--tw-quiet);stroke-opacity:.55;fill:none}',
  '.tw-chart .hour{fill:transparent}.tw-chart .slim{stroke-width:1.5}',
  '.tw-chart .hole{fill:var(--tw-paper);stroke-width:1.5;stroke-dasharray:4 2}',
  '.tw-chart text.small{font-size:9px}',
  '.tw-chart .on-step-1,.tw-chart .on-step-2{fill:var(--tw-ink)}.tw-chart .on-step-3{fill:var(--tw-paper)}',
  '.tw-chart text.on-step-3{fill:var(--tw-paper)}',
  '.tw-chart .cell{fill:var(--tw-paper);stroke:var(--tw-paper);stroke-width:1}.tw-chart .usual{fill:var(--tw-raised)}',
  ...SEVERITIES.map(
    (severity) =>
      `.tw-chart .${severity}{fill:var(--tw-${severity})}.tw-chart text.on-${severity}{fill:var(--tw-on-${severity})}` +
      `.tw-chart .shade.${severity}{fill-opacity:.14}.tw-chart .hole-${severity}{stroke:var(--tw-${severity})}`,
  ),
  ...[1, 2, 3].map(
    (step) =>
      `.tw-chart .below-${step}{fill:var(--tw-below-${step})}.tw-chart .above-${step}{fill:var(--tw-above-${step})}`,
  ),
].join('\n');

export type ThemeChoice = 'auto' | 'light' | 'dark';

/** The chart as a file of its own: it brings its namespace and its colours. */
export function standaloneSvg(chart: Markup, theme: ThemeChoice = 'auto'): string {
  const classes = theme === 'auto' ? 'tw' : `tw tw-${theme}`;
  const ground = trusted('<rect class="paper" width="100%" height="100%"/>');
  return `${chart
    .replace('<svg class="', `<svg xmlns="http://www.w3.org/2000/svg" class="${classes} `)
    .replace('</desc>', `</desc><style>${CHART_STYLE}</style>${ground}`)}\n`;
}

function variables(theme: Theme): string {
  const { severity, below, above, ...colours } = theme;
  return [
    ...Object.entries(colours).map(([name, colour]) => `--tw-${name}:${colour}`),
    ...SEVERITIES.flatMap((name) => [`--tw-${name}:${severity[name].fill}`, `--tw-on-${name}:${severity[name].ink}`]),
    ...below.map((colour, i) => `--tw-below-${i + 1}:${colour}`),
    ...above.map((colour, i) => `--tw-above-${i + 1}:${colour}`),
  ].join(';');
}
