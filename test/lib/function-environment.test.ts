import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConfigInput, parseConfig } from '../../lambda/config/config.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import { ownSettings } from '../../lib/function-environment.ts';
import { aStack, resource } from './a-stack.ts';

const parsed = (config: ConfigInput) => parseConfig(JSON.stringify(config));

describe('the configuration that a function gets', () => {
  it('is empty where every setting is at its default', () => {
    expect(ownSettings(parsed({}))).toEqual({});
  });

  it('holds only what differs from the defaults, one by one', () => {
    const config = parsed({ settleMinutes: 15, businessHours: { from: 8 }, severity: { highDropPercent: 80 } });
    expect(ownSettings(config)).toEqual({ businessHours: { from: 8 }, severity: { highDropPercent: 80 } });
  });

  it("holds nobody's address", () => {
    const template = aStack({
      timeZone: 'America/Manaus',
      subscriptions: [{ protocol: 'email', endpoint: 'ana@example.com' }],
    });
    const { Variables } = resource(template, 'AWS::Lambda::Function', 'Score')[1].Properties.Environment;
    expect(Variables.TILLWATCH_CONFIG).toBe('{"timeZone":"America/Manaus"}');
  });

  it('is read back as the same configuration', () => {
    const businessHours = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 23 }))
      .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
    const timeZone = fc.constantFrom('America/Sao_Paulo', 'America/Manaus', 'Europe/Lisbon');
    const settings = fc.record(
      {
        timeZone,
        businessHours,
        settleMinutes: fc.integer({ min: 0, max: 180 }),
        openingHours: fc.constantFrom('always' as const, { 'mon-sat': '8-21', sun: 'closed' }),
        specialDays: fc.array(
          fc.record({
            date: fc.constantFrom('12-24', 'easter-2'),
            name: fc.constant('Day'),
            kind: fc.constant('holiday' as const),
          }),
        ),
        detector: fc.constantFrom('scan' as const, 'classic' as const),
        severity: fc.record(
          { outageLossSales: fc.nat(10), blindHours: fc.integer({ min: 1, max: 5 }) },
          { requiredKeys: [] },
        ),
        checkouts: fc.dictionary(fc.string(), fc.record({ timeZone, businessHours }, { requiredKeys: [] })),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(settings, (input) => {
        const config = parsed(input as ConfigInput);
        expect(parseConfig(JSON.stringify(ownSettings(config)))).toEqual(config);
      }),
    );
  });
});

describe('a configuration that is too large for Lambda', () => {
  const manyCheckouts = (count: number) => ({
    checkouts: Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`checkout_${i}`, { timeZone: 'America/Manaus' }]),
    ),
  });

  it('ends the synthesis and says what to do', () => {
    const synthesis = () => aStack(manyCheckouts(100));
    expect(synthesis).toThrow(TillwatchError);
    expect(synthesis).toThrow(/bytes too large .* 4 KB .*`tillwatch set CHECKOUT key=value`/);
  });

  it('begins only where the longest possible names of buckets, topics and queue leave no room', () => {
    expect(() => aStack(manyCheckouts(50))).not.toThrow();
  });
});
