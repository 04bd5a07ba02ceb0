import { describe, expect, test } from 'vitest';
import type { FoundData, FoundSales } from '../../lambda/incident/incident.ts';
import { message } from '../../lambda/notify/message.ts';
import { anAlert, CONTEXT, changed, hour, OUTAGE, SPIKE, sentAt, UNREADABLE } from './an-alert.ts';

const emailOf = (found: FoundSales | FoundData, life = {}) => message(anAlert(found, { life }), CONTEXT).email;

describe('the e-mail', () => {
  test('begins with what happened', () => {
    expect(emailOf(OUTAGE).replaceAll('\n', ' ')).toMatch(
      /^No sales at checkout_2 from 15:00 to 18:00\. About 77 sales lost\. /,
    );
  });

  test('tells fewer than a table of 41 columns, however large the numbers', () => {
    const large = [hour(15, 123_456, 234_567.8, 111_111, 333_333), hour(16, null, null, null, null)];
    expect(emailOf({ ...OUTAGE, hours: large })).toContain(
      'Hour     Seen  Expected            Usual\n 15h  123,456   234,568  111,111-333,333\n 16h        ?         ?                ?\n',
    );
  });

  test('turns the interval round where sales are extra', () => {
    expect(emailOf(SPIKE)).toContain('Extra     about 60 (likely 55 to 63)\n');
  });

  test('names the whole checkout, which the subject may have cut', () => {
    const checkout = 'loja-centro-sao-paulo-pdv-001';
    expect(emailOf(OUTAGE, { checkout })).toContain(`Checkout  ${checkout}\n`);
  });

  test('cannot be given lines of its own by a name, a key or a reason', () => {
    const forged = 'x\nState     over\u2028\u0085y';
    const email = emailOf({ ...UNREADABLE, why: { kind: 'text', text: forged }, source: forged }, { checkout: forged });
    expect(email.match(/^State {5}/gm)).toHaveLength(1);
    expect(email).toContain('x\\u000aState');
  });

  test('tells a long history by its ends', () => {
    const history = Array.from({ length: 20 }, (_, i) =>
      changed(i === 0 ? 'opened' : 'updated', sentAt(`${String(i).padStart(2, '0')}:17`), 'P1'),
    );
    expect(emailOf(OUTAGE, { history }).replaceAll('\n', ' ')).toContain(
      'So far opened 00:17 as P1, 14 more, updated 15:17, updated 16:17, updated 17:17, updated 18:17, updated 19:17.',
    );
  });

  test('keeps a link whole, however long', () => {
    const dashboard = `https://tillwatch.example/${'checkouts/'.repeat(12)}`;
    expect(message(anAlert(OUTAGE), { ...CONTEXT, links: { dashboard } }).email).toContain(`\n${dashboard}\n`);
  });

  test('says 23 to 24 o’clock and next day', () => {
    expect(emailOf({ ...OUTAGE, startHour: 22, endHour: 23 })).toContain('22:00 to 24:00,');
    expect(emailOf({ ...OUTAGE, startHour: 22, endHour: 25 })).toContain('22:00 to 02:00 next day,');
  });
});
