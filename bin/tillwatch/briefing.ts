// tillwatch briefing: the last shift as a script of a minute, for a voice to read on the drive home.
import { type Config, settingsFor, withOwnSettings } from '../../lambda/config/config.ts';
import type { Locale } from '../../lambda/config/locale.ts';
import type { Incident } from '../../lambda/incident/incident.ts';
import { briefing } from '../../lambda/report/briefing.ts';
import { DEFAULT_VOICES, pollyInput, speechSsml, speechText } from '../../lambda/report/speech.ts';
import { lastAppointment } from '../../lambda/watch/appointments.ts';
import { allRecords } from './change-record.ts';
import { type DeploymentOptions, deployment } from './deployment.ts';
import { EXIT } from './exit-status.ts';
import { readConfig } from './read-config.ts';

export interface BriefingOptions extends DeploymentOptions {
  readonly format: 'text' | 'ssml' | 'polly';
  /** Left out: the configuration's. */
  readonly locale?: Locale;
  /** When the shift began; left out: at the handoff before the last one. */
  readonly since?: Date;
  readonly config?: string;
}

/** Without handoffs in the configuration a shift is the last so many hours. */
const SHIFT_MS = 12 * 60 * 60 * 1000;

/** Prints the script of the shift that ended with the last handoff, or of the time since `since`. */
export async function tellBriefing(options: BriefingOptions, now = new Date()): Promise<number> {
  const config = readConfig(options.config);
  const locale = options.locale ?? config.locale;
  const sentences = briefing(
    {
      ...shiftOf(config, options.since, now),
      timeZone: config.timeZone,
      incidents: await incidentsOnRecord(config, options),
    },
    locale,
  );
  process.stdout.write(printed(sentences, locale, config, options.format));
  return EXIT.ok;
}

function shiftOf({ handoffAt, timeZone }: Config, since: Date | undefined, now: Date) {
  if (since !== undefined) return { since, until: now };
  const last = lastAppointment(handoffAt, now, timeZone, Number.POSITIVE_INFINITY);
  return last ? { since: last.since, until: last.at } : { since: new Date(now.getTime() - SHIFT_MS), until: now };
}

/** Checkouts that are retired no longer matter to a shift. */
async function incidentsOnRecord(config: Config, options: DeploymentOptions): Promise<readonly Incident[]> {
  const found: Incident[] = [];
  for await (const { checkout, incidents, settings } of allRecords(await deployment(options))) {
    if (!withOwnSettings(settingsFor(config, checkout), settings).retired) found.push(...incidents);
  }
  return found;
}

function printed(
  sentences: readonly string[],
  locale: Locale,
  config: Config,
  format: BriefingOptions['format'],
): string {
  switch (format) {
    case 'text':
      return speechText(sentences);
    case 'ssml':
      return `${speechSsml(sentences)}\n`;
    case 'polly': {
      const voice = { ...DEFAULT_VOICES[locale], ...config.briefing };
      return `${JSON.stringify(pollyInput(sentences, locale, voice), null, 2)}\n`;
    }
  }
}
