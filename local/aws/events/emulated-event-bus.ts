// EventBridge's default bus: rules that hand events on to queues. Rules are deployed anew at each start, so nothing is kept.
import { nameInArn } from '../account.ts';
import { ServiceError } from '../service-error.ts';
import { checkPattern, matchesPattern } from './event-pattern.ts';

export interface Rule {
  readonly pattern: Readonly<Record<string, unknown>>;
  /** ARNs of queues of this emulator. */
  readonly targets: readonly string[];
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MOST_TARGETS = 5;

export class EmulatedEventBus {
  readonly #rules = new Map<string, Rule>();
  readonly #tellQueue: (queue: string, body: string) => void;

  /** @param tellQueue puts a message into a queue by name */
  constructor(tellQueue: (queue: string, body: string) => void) {
    this.#tellQueue = tellQueue;
  }

  /** Makes a rule, or changes the one of this name. @throws ServiceError where its pattern or targets aren't valid */
  putRule(name: string, rule: Rule): void {
    checkPattern(rule.pattern);
    if (rule.targets.length > MOST_TARGETS) {
      throw new ServiceError(400, 'LimitExceededException', `a rule has at most ${MOST_TARGETS} targets`);
    }
    const other = rule.targets.find((arn) => !arn.startsWith('arn:aws:sqs:'));
    if (other !== undefined) throw new ServiceError(501, 'NotImplemented', `a rule with the target ${other}`);
    this.#rules.set(name, rule);
  }

  /** Hands the event to the targets of each rule that takes it. */
  put(event: Readonly<Record<string, unknown>>): void {
    for (const { pattern, targets } of this.#rules.values()) {
      if (!matchesPattern(pattern, event)) continue;
      for (const target of targets) this.#tellQueue(nameInArn(target), JSON.stringify(event));
    }
  }
}
