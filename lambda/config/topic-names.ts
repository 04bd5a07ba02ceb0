// How the alert topics introduce themselves: the sender's name of an e-mail, the beginning of an SMS.
import type { Severity } from './severity.ts';

/** The sender's name of e-mails, at most 100 characters (https://docs.aws.amazon.com/sns/latest/dg/sns-create-topic.html). */
export const TOPIC_DISPLAY_NAMES: Readonly<Record<Severity, string>> = {
  P1: 'P1 alert - tillwatch, critical: sales have stopped',
  P2: 'P2 alert - tillwatch, high: most sales are lost',
  P3: 'P3 alert - tillwatch, medium: clearly abnormal',
  P4: 'P4 alert - tillwatch, low: abnormal but small',
  P5: 'P5 info - tillwatch, nothing to do',
};

/** SNS puts ten characters of the name and `> ` before every SMS (same page): that much of the one part is gone. */
export const SMS_SENDER_SEPTETS = 10 + '> '.length;
