// Text stays text: whatever a name, a key or a remark holds, no report and no picture gets an element more or less.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CheckoutSettings } from '../../lambda/config/config.ts';
import type { Incident } from '../../lambda/incident/incident.ts';
import { dayChart } from '../../lambda/report/chart/day-chart.ts';
import { heatMap } from '../../lambda/report/chart/heat-map.ts';
import { incidentTimeline } from '../../lambda/report/chart/incident-timeline.ts';
import { smallMultiples } from '../../lambda/report/chart/small-multiples.ts';
import { dayDocument } from '../../lambda/report/day-report.ts';
import type { DayView } from '../../lambda/report/day-view.ts';
import type { Document } from '../../lambda/report/document.ts';
import { htmlPage } from '../../lambda/report/html.ts';
import { incidentDocument } from '../../lambda/report/incident-report.ts';
import { markdown } from '../../lambda/report/markdown.ts';
import { element, written } from '../../lambda/report/markup.ts';
import { reportWords } from '../../lambda/report/report-locale.ts';
import { weekDocument } from '../../lambda/report/week-report.ts';
import { SECOND_DAY, sampleRecord, sampleView } from './sample-days.ts';

const ATTACKS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style><svg onload=alert(1)>',
  ']]><!-- --> &lt;b&gt; &#60;',
  '| a | b |\n# heading\n```\n<b>',
  '[click](javascript:alert(1)) ![x](http://evil.example/x.png) www.evil.example',
  'https://evil.example/ _*~` <!channel> @everyone',
  '\u202egnp.exe\u0000\u2028',
];

const text = () => fc.oneof(fc.constantFrom(...ATTACKS), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }));

const now = new Date('2026-01-17T12:00:00Z');
const words = reportWords('en');

let plain: DayView;
let settings: CheckoutSettings;
beforeAll(async () => {
  settings = (await sampleRecord(SECOND_DAY)).settings;
  plain = await sampleView(SECOND_DAY);
});

/** The day with `said` wherever somebody outside can write something. */
function viewSaying(said: string): DayView {
  return {
    ...plain,
    checkout: said,
    special: { name: said, kind: 'promotion' },
    told: plain.told.map((version) => ({ ...version, key: said })),
    warnings: [{ code: 'value-invalid', line: 3, column: said, message: `line 3: ${said}` }],
    incidents: plain.incidents.map(({ incident, found }) => ({ found, incident: incidentSaying(said, incident) })),
  };
}

function incidentSaying(said: string, incident: Incident): Incident {
  return {
    ...incident,
    id: said,
    checkout: said,
    history: incident.history.map((change) => ({ ...change, transition: 'acknowledged', by: said, note: said })),
    acknowledgement: { by: said, at: incident.openedAt, until: null, why: said },
    feedback: { verdict: 'true', by: said, at: incident.openedAt, note: said },
    why: { kind: 'text', text: said },
  };
}

function documents(view: DayView): readonly Document[] {
  const incident = view.incidents[0]?.incident;
  if (!incident) throw new Error('the sample has an incident');
  return [
    dayDocument({ view, now, isLandingAssumed: true }, words),
    incidentDocument({ incident, views: [view], settings, now, isLandingAssumed: true }, words),
    weekDocument({ checkout: view.checkout, week: '2026-W03', rows: [view], views: [view], now }, words),
  ];
}

const pages = (said: string) => documents(viewSaying(said)).map((document) => htmlPage(document));

function pictures(view: DayView): readonly string[] {
  const options = { width: 760, id: 'p', words };
  const name = ({ checkout }: { readonly checkout: string }) => checkout;
  return [
    dayChart(view, options),
    incidentTimeline([view], name, options),
    heatMap([view], name, options),
    smallMultiples([view], name, { ...options, scale: 'own' }),
  ];
}

/** Names of elements and attributes in order: what a browser would build. */
const structure = (markup: string) =>
  [...markup.matchAll(/<(\/?[a-zA-Z!][\w:-]*)((?:\s+[\w:-]+="[^"<>]*")*)\s*\/?>/g)].map(
    ([, name, attributes = '']) => name + (attributes.match(/[\w:-]+(?==")/g) ?? []).join(),
  );

const angles = (markup: string) => (markup.match(/[<>]/g) ?? []).length;

describe('reports and pictures', () => {
  it('keep their structure, whatever people and files say', () => {
    const html = pages('x').map(structure);
    const svg = pictures(viewSaying('x')).map(structure);
    expect(html.flat()).toContain('descid');
    fc.assert(
      fc.property(text(), (said) => {
        expect(pages(said).map(structure)).toEqual(html);
        expect(pictures(viewSaying(said)).map(structure)).toEqual(svg);
      }),
      { numRuns: 20, examples: ATTACKS.map((attack) => [attack]) },
    );
  });

  it('have no angle bracket in HTML that is no element', () => {
    for (const attack of ATTACKS) {
      for (const page of pages(attack)) {
        const markup = page.replace(/<!doctype html>|<style>.*?<\/style>/gs, '');
        expect(angles(markup)).toBe(2 * structure(markup).length);
      }
    }
  });

  it('keep the lines of Markdown, and its blocks', () => {
    const shape = (markdown: string) =>
      markdown.split('\n').map((line) => /^(#+ |\| |- |> |```)?/.exec(line)?.[0] ?? '');
    const texts = (said: string) => documents(viewSaying(said)).map(markdown);
    const expected = texts('x').map(shape);
    for (const attack of ATTACKS) {
      expect(texts(attack).map(shape)).toEqual(expected);
      for (const report of texts(attack)) {
        expect(report).not.toMatch(/(?<!\\)<(script|img|svg|b>|!)/);
        expect(report).not.toMatch(/(?<!\\)\]\(|https?:\/\/evil|(?<!\\)@everyone/);
      }
    }
  });
});

describe('written', () => {
  it('leaves nothing that HTML could take for markup, in content and in attributes', () => {
    fc.assert(
      fc.property(text(), (said) => {
        expect(written(said)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
        expect(element('p', { title: said })).toMatch(/^<p title="[^"<>]*"><\/p>$/);
      }),
    );
  });

  it('can be read again', () => {
    expect(written(`<b> & "c" 'd'`)).toBe('&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;');
  });
});
