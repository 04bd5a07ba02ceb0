import { describe, expect, test } from 'vitest';
import { message } from '../../lambda/notify/message.ts';
import { LARGEST_PUBLISH_BYTES, publishRequest } from '../../lambda/notify/publish-request.ts';
import { anAlert, CONTEXT, changed, OUTAGE, UNREADABLE } from './an-alert.ts';

const NASTIEST = '\u202e';
const composed = message(anAlert(OUTAGE), CONTEXT);

function publishedBytes(request: ReturnType<typeof publishRequest>): number {
  return new TextEncoder().encode(request.Subject + request.Message + JSON.stringify(request.MessageAttributes)).length;
}

describe('the publish request', () => {
  test('has a text for every protocol of SNS, all of them strings', () => {
    const byProtocol = JSON.parse(publishRequest(composed).Message);
    expect(byProtocol).toEqual({
      default: composed.subject,
      email: composed.email,
      sms: composed.sms,
      sqs: composed.json,
      lambda: composed.json,
      https: composed.json,
      http: composed.json,
      firehose: composed.json,
    });
  });

  test('has the attributes that filter policies ask for', () => {
    expect(publishRequest(composed)).toMatchObject({
      Subject: composed.subject,
      MessageStructure: 'json',
      MessageAttributes: {
        severity: { DataType: 'String', StringValue: 'P1' },
        checkout: { DataType: 'String', StringValue: 'checkout_2' },
        kind: { DataType: 'String', StringValue: 'outage' },
        transition: { DataType: 'String', StringValue: 'opened' },
        escalation: { DataType: 'Number', StringValue: '0' },
      },
    });
  });

  test('has text messages sent as transactional, and from where the configuration says', () => {
    const sms = (attributes: ReturnType<typeof publishRequest>['MessageAttributes']) =>
      Object.entries(attributes).flatMap(([name, { StringValue }]) =>
        name.includes('.SMS.') ? [[name, StringValue]] : [],
      );
    expect(sms(publishRequest(composed).MessageAttributes)).toEqual([['AWS.SNS.SMS.SMSType', 'Transactional']]);
    const settings = { senderId: 'Till', originationNumber: '+5511987654321', maxPriceUsd: 0.1 };
    expect(sms(publishRequest(composed, settings).MessageAttributes)).toEqual([
      ['AWS.SNS.SMS.SMSType', 'Transactional'],
      ['AWS.SNS.SMS.SenderID', 'Till'],
      ['AWS.MM.SMS.OriginationNumber', '+5511987654321'],
      ['AWS.SNS.SMS.MaxPrice', '0.1'],
    ]);
  });

  test('fits 256 KiB when every text is as long and as costly to escape as it can be', () => {
    const endless = NASTIEST.repeat(100_000);
    const life = {
      id: endless,
      checkout: endless,
      history: Array.from({ length: 500 }, () => changed('acknowledged', '17:17', 'P1')),
    };
    const hours = Array.from({ length: 500 }, (_, i) => ({
      hour: i % 48,
      today: Number.MIN_VALUE,
      expected: -Number.MAX_VALUE,
      low: -Number.MAX_VALUE,
      high: -Number.MAX_VALUE,
    }));
    const sales = publishRequest(
      message(anAlert({ ...OUTAGE, why: { kind: 'text', text: endless }, hours }, { life }), CONTEXT),
    );
    const data = publishRequest(
      message(
        anAlert({ ...UNREADABLE, why: { kind: 'text', text: endless }, source: endless, code: endless }, { life }),
        CONTEXT,
      ),
    );
    expect(publishedBytes(sales)).toBeLessThan(LARGEST_PUBLISH_BYTES);
    expect(publishedBytes(data)).toBeLessThan(LARGEST_PUBLISH_BYTES);
  });
});
