import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../lambda/config/locale.ts';
import { briefing, MOST_WORDS, type Shift } from '../../lambda/report/briefing.ts';
import { DEFAULT_VOICES, pollyInput, speechSsml, speechText } from '../../lambda/report/speech.ts';
import {
  anAlert,
  changed,
  DROP,
  GAP,
  LEVEL,
  OUTAGE,
  OUTAGE_GOING_ON,
  OVERDUE,
  SPIKE,
  sentAt,
} from '../notify/an-alert.ts';
import { anyAlert } from '../notify/any-alert.ts';
import { golden } from '../notify/golden.ts';

const ofCheckout = (checkout: string) => ({ checkout, id: `${checkout}-2026-01-16` });
const ACKNOWLEDGEMENT = { by: 'ana', at: sentAt('16:25'), until: null, why: null };

const INCIDENTS = [
  anAlert(OUTAGE_GOING_ON, {
    createdAt: sentAt('16:17'),
    life: { ...ofCheckout('checkout_2'), acknowledgement: ACKNOWLEDGEMENT },
  }),
  anAlert(OVERDUE, { createdAt: sentAt('00:51'), life: { ...ofCheckout('kiosk'), date: '2026-01-15' } }),
  anAlert(DROP, { createdAt: sentAt('10:17'), life: ofCheckout('mall-norte') }),
  anAlert(
    { ...GAP, isOver: true },
    {
      createdAt: sentAt('05:10'),
      life: {
        ...ofCheckout('station'),
        date: '2026-01-15',
        status: 'resolved',
        history: [changed('opened', '05:10', 'P2'), changed('resolved', '19:05', 'P2')],
      },
    },
  ),
].map(({ incident }) => incident);

const SHIFT: Shift = {
  since: new Date(sentAt('08:00')),
  until: new Date(sentAt('20:00')),
  timeZone: 'America/Sao_Paulo',
  incidents: INCIDENTS,
};

const wordsIn = (sentences: readonly string[]) => sentences.join(' ').split(/\s+/).length;

describe.each(LOCALES)('the briefing in %s', (locale) => {
  it('tells the shift, what is open and who is on it, and what is over', () => {
    const text = speechText(briefing(SHIFT, locale));
    expect(text).toBe(golden(`${locale}/briefing.txt`, text));
  });

  it('says so when nothing happened', () => {
    const text = speechText(briefing({ ...SHIFT, incidents: [] }, locale));
    expect(text).toBe(golden(`${locale}/briefing-quiet.txt`, text));
  });

  it('is SSML for Polly, with a voice of the language', () => {
    const input = `${JSON.stringify(pollyInput(briefing(SHIFT, locale), locale, DEFAULT_VOICES[locale]), null, 2)}\n`;
    expect(input).toBe(golden(`${locale}/briefing.polly.json`, input));
  });

  it('stays below a minute however much happened, worst first, and says how much it left out', () => {
    const found = [LEVEL, SPIKE, OUTAGE, OUTAGE_GOING_ON];
    const incidents = Array.from({ length: 40 }, (_, i) => {
      const what = found[i % found.length] ?? OUTAGE;
      return anAlert(what, { createdAt: sentAt('12:00'), life: ofCheckout(`shop-${i}`) }).incident;
    });
    const sentences = briefing({ ...SHIFT, incidents }, locale);
    expect(wordsIn(sentences)).toBeLessThanOrEqual(MOST_WORDS);
    expect(wordsIn(sentences)).toBeGreaterThan(MOST_WORDS / 2);
    expect(sentences[2]).toMatch(/1, shop 3: /);
    expect(sentences.at(-2)).toMatch(/\d+/);
  });
});

describe('every briefing', () => {
  const anyIncidents = fc.array(anyAlert, { maxLength: 12 }).map((alerts) => alerts.map(({ incident }) => incident));

  it('has at most 150 words and is well-formed SSML, whatever checkouts and people are called', () => {
    fc.assert(
      fc.property(anyIncidents, fc.constantFrom(...LOCALES), (incidents, locale) => {
        const sentences = briefing({ ...SHIFT, incidents }, locale);
        expect(wordsIn(sentences)).toBeLessThanOrEqual(MOST_WORDS);
        const ssml = speechSsml(sentences);
        expect(ssml.length).toBeLessThan(3_000);
        const tags = ssml.match(/<[^>]*>/g) ?? [];
        expect(new Set(tags)).toEqual(
          new Set(['<speak>', '<p>', '<s>', '</s>', '<break time="300ms"/>', '</p>', '</speak>']),
        );
        expect(ssml.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|apos);)|[\p{Cc}\p{Cs}]/u);
      }),
      { numRuns: 100 },
    );
  });
});
