// How the alert topics introduce themselves: the sender's name of an e-mail, the beginning of an SMS.
import type { Severity } from './severity.ts';

/** The sender's name of e-mails, at most 100 characters (https://docs.aws.amazon.com/sns/latest/dg/sns-create-topic.html). */
export const TOPIC_DISPLAY_NAMES: Readonly<Record<Severity, string>> = {
  P1: 'tillwatch P1 critical: sales have stopped',
  P2: 'tillwatch P2 high: most sales are lost',
  P3: 'tillwatch P3 medium: clearly abnormal',
  P4: 'tillwatch P4 low: abnormal but small',
  P5: 'tillwatch P5 info: nothing to do',
};

/** SNS puts ten characters of the name and `> ` before every SMS (same page): that much of the one part is gone. */
export const SMS_SENDER_SEPTETS = 10 + '> '.length;
