// A checkout's record in the making: files land one after the other, and what the record says is looked at.
import { type ConfigInput, parseConfig, settingsFor } from '../../lambda/config/config.ts';
import type { Alert } from '../../lambda/incident/incident.ts';
import type { CheckoutDay } from '../../lambda/intake/checkout-day.ts';
import { advance } from '../../lambda/record/advance.ts';
import { type CheckoutRecord, emptyRecord } from '../../lambda/record/checkout-record.ts';

export interface RecordInTheMaking {
  readonly record: CheckoutRecord;
  /** Alerts so far, oldest first. */
  readonly alerts: readonly Alert[];
  /** The record after `day` landed. @param at time of landing, ISO 8601; as a rule twenty past midnight after the day */
  after(day: CheckoutDay, at?: string): RecordInTheMaking;
}

/** @param learned what it knows from the start */
export function aRecord(config: ConfigInput = {}, learned: CheckoutRecord['learned'] = []): RecordInTheMaking {
  const parsed = parseConfig(JSON.stringify(config));
  return inTheMaking({ ...emptyRecord('kiosk'), learned }, [], (record, day, landedAt) =>
    advance(record, day, {
      drop: {
        key: `kiosk/${day.date}-${landedAt.toISOString()}.csv`,
        versionId: null,
        sequencer: null,
        landedAt,
        metadata: {},
        isDayOver: false,
      },
      settings: settingsFor(parsed, 'kiosk'),
      now: landedAt,
      holdMs: 60_000,
    }),
  );
}

function inTheMaking(
  record: CheckoutRecord,
  alerts: readonly Alert[],
  landing: (record: CheckoutRecord, day: CheckoutDay, landedAt: Date) => ReturnType<typeof advance>,
): RecordInTheMaking {
  return {
    record,
    alerts,
    after(day, at) {
      const landedAt = at === undefined ? new Date(Date.parse(`${day.date}T03:20:00Z`) + 86_400_000) : new Date(at);
      const next = landing(record, day, landedAt);
      return inTheMaking(next.record ?? record, [...alerts, ...next.alerts], landing);
    },
  };
}
