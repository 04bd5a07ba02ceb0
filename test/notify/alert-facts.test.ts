import { describe, expect, test } from 'vitest';
import { alertFacts } from '../../lambda/notify/alert-facts.ts';
import { message } from '../../lambda/notify/message.ts';
import { anAlert, CONTEXT, changed, GAP, OUTAGE, OUTAGE_GOING_ON, UNREADABLE } from './an-alert.ts';

describe('history that is announced late', () => {
  const late = anAlert(OUTAGE, { topic: 'P4' });

  test('is as urgent as its topic, so that no filter pages for it', () => {
    expect(alertFacts(late)).toMatchObject({ isHistory: true, severity: 'P4' });
    expect(message(late, CONTEXT).attributes.severity.value).toBe('P4');
    expect(JSON.parse(message(late, CONTEXT).json)).toMatchObject({
      severity: 'P4',
      incident_severity: 'P1',
      topic: 'P4',
      is_history: true,
    });
  });

  test('stays history when it is retracted', () => {
    const alert = anAlert(OUTAGE, { topic: 'P4', transition: 'retracted', life: { heardOn: ['P4'] } });
    expect(alertFacts(alert).isHistory).toBe(true);
  });

  test('is not the end of an incident on a milder topic that heard of it earlier', () => {
    const rose = [changed('opened', '16:17', 'P2'), changed('updated', '17:18', 'P1')];
    const end = anAlert(OUTAGE, {
      topic: 'P2',
      transition: 'resolved',
      life: { status: 'resolved', heardOn: ['P2', 'P1'], history: rose },
    });
    expect(alertFacts(end)).toMatchObject({ isHistory: false, severity: 'P1' });
  });

  test('is an old incident that newer data make worse, too', () => {
    const alert = anAlert(OUTAGE, { topic: 'P4', transition: 'updated', life: { heardOn: ['P3', 'P4'] } });
    expect(alertFacts(alert)).toMatchObject({ isHistory: true, severity: 'P4' });
  });
});

describe('what is going on', () => {
  test('is an open incident of sales that has not ended', () => {
    expect(alertFacts(anAlert(OUTAGE_GOING_ON)).isGoingOn).toBe(true);
    expect(alertFacts(anAlert(OUTAGE)).isGoingOn).toBe(false);
    expect(alertFacts(anAlert(OUTAGE_GOING_ON, { life: { status: 'resolved' } })).isGoingOn).toBe(false);
  });

  test('is never a hole in the data: hours after it may be known', () => {
    expect(alertFacts(anAlert(GAP)).isGoingOn).toBe(false);
    expect(alertFacts(anAlert(UNREADABLE)).isGoingOn).toBe(false);
  });
});

test('a severity that rose is told with the one before, one that fell is not', () => {
  const from = (before: 'P1' | 'P2' | 'P4') =>
    alertFacts(
      anAlert(
        { ...OUTAGE_GOING_ON, severity: 'P2' },
        {
          transition: 'updated',
          life: { history: [changed('opened', '16:17', before), changed('updated', '17:18', 'P2')] },
        },
      ),
    ).raisedFrom;
  expect(from('P4')).toBe('P4');
  expect(from('P2')).toBeNull();
  expect(from('P1')).toBeNull();
});
