// tillwatch receipt: what became of a file that was dropped, for whoever dropped it.
import { escapedText } from '../../lambda/notify/plain-text.ts';
import { receiptPlace } from '../../lambda/record/places.ts';
import { parseReceipt, type Receipt, type ReceiptOnRecord } from '../../lambda/record/receipt.ts';
import { type DeploymentOptions, deployment } from './deployment.ts';
import { EXIT } from './exit-status.ts';

export interface ReceiptOptions extends DeploymentOptions {
  readonly format: 'text' | 'json';
}

export async function showReceipt(key: string, options: ReceiptOptions): Promise<number> {
  const { records } = await deployment(options);
  const place = receiptPlace(key);
  const stored = await records.get(place);
  if (!stored) {
    console.error(
      `tillwatch: no receipt for ${escapedText(key)}: it never landed, or is still being handled (give it a minute)`,
    );
    return EXIT.refused;
  }
  const receipt = parseReceipt(stored.text, place);
  console.log(options.format === 'json' ? JSON.stringify(receipt, null, 2) : receiptText(receipt));
  return EXIT.ok;
}

function receiptText(receipt: ReceiptOnRecord): string {
  const { earlier } = receipt;
  const before = earlier.map(({ landedAt, outcome }) => `earlier    ${landedAt} ${outcome}`);
  return [...oneVersion(receipt), ...before].join('\n');
}

function oneVersion({ key, landedAt, processedAt, outcome, reason, days, warnings, counts }: Receipt): string[] {
  return [
    `file       ${escapedText(key)}`,
    `landed     ${landedAt}, handled ${processedAt}`,
    `outcome    ${outcome}${reason ? `: ${reason.message} (${reason.code})` : ''}`,
    ...days.map(({ checkout, date, outcome: each, incidents }) => {
      const told = incidents.length > 0 ? incidents.map(escapedText).join(', ') : 'no incident';
      return `day        ${escapedText(checkout)} ${date ?? 'no date'}: ${each}, ${told}`;
    }),
    ...more('days', counts.days - days.length),
    ...warnings.map(({ code, message }) => `note       ${message} (${code})`),
    ...more('notes', counts.warnings - warnings.length),
  ];
}

function more(what: string, count: number): string[] {
  return count > 0 ? [`           … and ${count} more ${what}`] : [];
}
