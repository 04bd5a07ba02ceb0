// Why there is an incident, in both languages. The golden e-mails show it in place; here is every kind of fact.
import { describe, expect, test } from 'vitest';
import type { SalesWhy } from '../../lambda/detect/why.ts';
import type { DataWhy } from '../../lambda/incident/data-why.ts';
import { CODES, finding } from '../../lambda/intake/findings.ts';
import { wordingFor } from '../../lambda/notify/locale.ts';
import { whyInWords } from '../../lambda/notify/why-in-words.ts';

const EXPECTATION: SalesWhy = {
  kind: 'expectation',
  startHour: 22,
  endHour: 23,
  observed: 1,
  expected: 41.6,
  references: [{ reference: 'yesterday', stance: 'agrees', days: 1, ratio: 1 }],
  restOfDay: null,
  afterOutage: null,
  notes: [],
};

const both = (why: SalesWhy | DataWhy) => [whyInWords(why, wordingFor('en')), whyInWords(why, wordingFor('pt-BR'))];

describe('what was expected', () => {
  test('is told with what came and who agrees', () => {
    expect(both(EXPECTATION)).toEqual([
      'About 42 sales were expected from 22:00 to 24:00 and 1 came; yesterday agrees with that.',
      'Eram esperadas cerca de 42 vendas de 22:00 a 24:00 e veio 1; ontem concorda com isso.',
    ]);
  });

  test('is told with those that were set aside or differ, and by how much', () => {
    const references = [
      { reference: 'yesterday', stance: 'set-aside', days: 1, ratio: 0 },
      { reference: 'same-weekday', stance: 'set-aside', days: 4, ratio: 14.2 },
      { reference: 'rest-of-week', stance: 'differs', days: 5, ratio: 1.5 },
    ] as const;
    expect(both({ ...EXPECTATION, references, observed: 0 })).toEqual([
      'About 42 sales were expected from 22:00 to 24:00 and 0 came; yesterday (100% lower) and this weekday of 4 weeks ' +
        '(14x) were set aside as unlike the others; the rest of the week (50% higher) differs.',
      'Eram esperadas cerca de 42 vendas de 22:00 a 24:00 e vieram 0; ontem (100% a menos) e este dia da semana em 4 ' +
        'semanas (14x) foram deixados de lado por não se parecerem com os outros; o resto da semana (50% a mais) ' +
        'difere.',
    ]);
  });

  test('is told with the level of the rest of the day only where that is worth a word', () => {
    const [near] = both({ ...EXPECTATION, restOfDay: 1.14 });
    expect(near).not.toContain('rest of the day');
    expect(both({ ...EXPECTATION, restOfDay: 0.7 })).toEqual([
      expect.stringContaining('; the rest of the day runs 30% below its references.'),
      expect.stringContaining('; o resto do dia está 30% abaixo das referências.'),
    ]);
  });

  test('is told with the outage that may have held these sales back', () => {
    expect(both({ ...EXPECTATION, afterOutage: 17 })).toEqual([
      expect.stringContaining('an outage ended at 18:00'),
      expect.stringContaining('uma parada acabou às 18:00'),
    ]);
  });

  test('names special days: national ones in the language, those of the configuration as they are called', () => {
    const of = (name: string): SalesWhy => ({ ...EXPECTATION, notes: [{ kind: 'special-day', name }] });
    expect(both(of('Good Friday'))).toEqual([
      expect.stringMatching(/ Today is Good Friday, so more variation is allowed\.$/),
      expect.stringMatching(/ Hoje é Sexta-feira Santa, então mais variação é aceita\.$/),
    ]);
    expect(both(of('Liquida Tudo'))[1]).toContain('Hoje é Liquida Tudo');
  });

  test('says why a reference was left out', () => {
    const leftOut = (because: Extract<(typeof EXPECTATION)['notes'][number], { kind: 'left-out' }>['because']) =>
      both({ ...EXPECTATION, notes: [{ kind: 'left-out', reference: 'yesterday', because }] });
    expect(leftOut({ was: 'special', name: 'Christmas Day' })).toEqual([
      expect.stringContaining('Yesterday was left out because it was Christmas Day.'),
      expect.stringContaining('Ontem ficou de fora porque foi Natal.'),
    ]);
    expect(leftOut({ was: 'closed', isAllDay: true })).toEqual([
      expect.stringContaining('Yesterday was left out because it was closed.'),
      expect.stringContaining('Ontem ficou de fora porque fechou.'),
    ]);
  });
});

describe('other reasons', () => {
  test.each<[SalesWhy | DataWhy, string, string]>([
    [
      { kind: 'week-average', average: 22.427, observed: 0, percent: -100 },
      'The average of the last week was 22 and 0 came: -100%.',
      'A média da última semana era 22 e vieram 0: -100%.',
    ],
    [
      { kind: 'closed', observed: 1 },
      '1 sale came in hours in which the checkout is closed.',
      'Houve 1 venda em horas em que o checkout está fechado.',
    ],
    [
      { kind: 'missing-hours', hours: [3, 11, 12], finding: null },
      'No count for 03h, 11h-12h.',
      'Falta a contagem de 03h, 11h–12h.',
    ],
    [
      {
        kind: 'missing-hours',
        hours: [15],
        finding: finding('value-invalid', '"fechado" is not a count', 17, 'today'),
      },
      'No count for 15h; line 17, column today: "fechado" is not a count.',
      'Falta a contagem de 15h; linha 17, coluna today: uma célula não é um número; escreva só algarismos: "fechado".',
    ],
    [
      { kind: 'finding', finding: finding('empty-file', 'the file is empty'), others: { count: 2, of: 'days' } },
      'The file is empty (and 2 more checkout-days of this file).',
      'O arquivo está vazio; exporte de novo (e mais 2 dias deste arquivo).',
    ],
    [
      { kind: 'overdue', date: '2026-01-16', expectedBy: 25.5 * 60, basis: 'set' },
      'The file of 2026-01-16 was expected by 01:30 the day after (expectedBy).',
      'O arquivo de 16/01/2026 era esperado até 01:30 do dia seguinte (expectedBy).',
    ],
    [{ kind: 'text', text: 'Sales stopped.' }, 'Sales stopped.', 'Sales stopped.'],
  ])('%o', (why, en, ptBr) => {
    expect(both(why)).toEqual([en, ptBr]);
  });

  test('of intake are said in Portuguese, whatever the code', () => {
    for (const code of Object.keys(CODES) as (keyof typeof CODES)[]) {
      const told = whyInWords(
        { kind: 'finding', finding: finding(code, 'english', 3), others: { count: 0, of: 'findings' } },
        wordingFor('pt-BR'),
      );
      expect(told).toMatch(/^Linha 3: .{10,}\.$/);
      expect(told).not.toContain('english');
    }
  });

  test('from files cannot act, and are cut', () => {
    const [told = ''] = both({ kind: 'text', text: `\u202e\n${'x'.repeat(2_000)}` });
    expect(told).toMatch(/^\\u202e\\u000ax+…$/);
    expect(told).toHaveLength(1_000);
  });
});
