// A deployment in Brazilian Portuguese with one checkout in English, from the CSV to what subscribers get.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDay } from './a-day.ts';
import { aRunningStack, type RunningStack } from './a-running-stack.ts';
import { csvOf } from './csv-of.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await aRunningStack('2026-01-17T03:20:00Z', {
    locale: 'pt-BR',
    allClearAt: '00:21',
    handoffAt: ['00:21'],
    checkouts: { airport: { locale: 'en' } },
  });
  for (const checkout of ['kiosk', 'airport']) {
    const file = csvOf(aDay().of(checkout, '2026-01-16').quiet(15, 17).day);
    await stack.land(`${checkout}/2026-01-16.csv`, file);
  }
});
afterAll(() => stack.close());

describe('a deployment in Portuguese', () => {
  it('alerts in Portuguese, but where a checkout has another language', () => {
    expect(stack.subjects()).toEqual([
      expect.stringMatching(/^P1 kiosk: sem vendas 15h-17h, cerca de \d+ perdidas, ja acabou$/),
      expect.stringMatching(/^P1 airport: no sales 15h-17h, about \d+ lost, over now$/),
    ]);
  });

  it('explains in it', () => {
    const [email] = stack.aws.sns.deliveries().filter(({ protocol }) => protocol === 'email');
    expect(email?.body.replaceAll('\n', ' ')).toMatch(
      /Por quê Eram esperadas cerca de \d+ vendas de 15:00 a 18:00 e vieram 0; .*ontem/,
    );
  });

  it('keeps the facts on record, in no language', async () => {
    const { incidents } = (await stack.record('kiosk')) ?? {};
    expect(incidents?.[0]?.why).toMatchObject({ kind: 'expectation', startHour: 15, endHour: 17, observed: 0 });
  });

  it('tells the shift and the day in it', async () => {
    const before = stack.subjects().length;
    stack.at('2026-01-17T03:21:30Z');
    await stack.tick(new Date('2026-01-17T03:21:30Z'));
    expect(stack.subjects().slice(before)).toEqual([
      'P5 troca de turno sab 00:21: 0 abertos, 2 novos, 2 encerrados',
      'P5 tudo bem: 2 checkouts, nenhum incidente aberto',
    ]);
  });
});
