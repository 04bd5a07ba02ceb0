import { describe, expect, it } from 'vitest';
import { parseConfig, settingsFor } from '../../lambda/config/config.ts';

describe('the configuration', () => {
  it('fills every setting with its default, so that an empty file works', () => {
    expect(parseConfig('')).toEqual(parseConfig('{}'));
    expect(parseConfig('{}')).toMatchObject({
      timeZone: 'America/Sao_Paulo',
      businessHours: { from: 10, to: 22 },
      settleMinutes: 15,
      lateAfterHours: 24,
      detector: 'scan',
      severity: { outageLossSales: 5, highDropPercent: 75, mediumDropPercent: 50, spikePercent: 200 },
      subscriptions: [],
    });
  });

  it.each([
    ['{"timezone":"America/Bahia"}', 'timezone is not a known key; did you mean timeZone?'],
    ['{"severity":{"spikePrecent":100}}', 'severity.spikePrecent is not a known key; did you mean spikePercent?'],
    ['{"timeZone":"America/Sao Paulo"}', 'timeZone is no IANA time zone such as America/Sao_Paulo'],
    ['{"businessHours":{"from":20,"to":8}}', 'businessHours from must not be later than to'],
    ['{"subscriptions":[{"protocol":"sms","endpoint":"11 98765"}]}', 'is no phone number in E.164 form'],
    ['{"subscriptions":[{"protocol":"email","endpoint":"night shift"}]}', 'is no e-mail address'],
    ['[]', 'tillwatch.config.json'],
    ['{', 'tillwatch.config.json is not JSON'],
  ])('refuses %s and says what to do', (json, complaint) => {
    expect(() => parseConfig(json)).toThrowError(expect.objectContaining({ code: 'config-invalid' }));
    expect(() => parseConfig(json)).toThrowError(complaint);
  });

  it('lets one checkout differ in what is set for it, and in nothing else', () => {
    const config = parseConfig(
      '{"checkouts":{"kiosk":{"businessHours":{"from":6},"severity":{"outageLossSales":50}}}}',
    );
    expect(settingsFor(config, 'kiosk')).toMatchObject({
      businessHours: { from: 6, to: 22 },
      severity: { outageLossSales: 50, highDropPercent: 75 },
      timeZone: 'America/Sao_Paulo',
    });
    expect(settingsFor(config, 'toString').severity.outageLossSales).toBe(5);
  });
});
