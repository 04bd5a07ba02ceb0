// What a language must be able to say in chats and pagers besides what every alert says.
import type { Transition } from '../incident/incident.ts';
import { channelWordingEn } from './channel-wording-en.ts';
import { channelWordingPtBr } from './channel-wording-pt-br.ts';
import type { Locale } from './locale.ts';

export interface ChannelWords {
  readonly rows: Readonly<Record<'duration' | 'onIt' | 'nextNews' | 'incident' | 'notice', string>>;
  /** Over a storm's alerts, and over the figures of the daily word. */
  readonly lists: Readonly<Record<'storm' | 'allClear', string>>;
  /** `3 hours so far` */
  duration(hours: number, isGoingOn: boolean): string;
  readonly nobodyYet: string;
  /** While nobody is on it. */
  nextReminder(time: string): string;
  /** When something more will be heard of an incident that isn't repeated. */
  readonly nextWithChange: string;
  /** What a button says that leads to the link called `name`. */
  link(name: string): string;
  /** What has happened to the incident, in a word: the kind of message this is. */
  readonly message: Readonly<Record<Transition | 'reminder' | 'storm' | 'handoff' | 'all-clear', string>>;
}

const CHANNEL_WORDINGS: Readonly<Record<Locale, ChannelWords>> = {
  en: channelWordingEn,
  'pt-BR': channelWordingPtBr,
};

export function channelWordingFor(locale: Locale): ChannelWords {
  return CHANNEL_WORDINGS[locale];
}
