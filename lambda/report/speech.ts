// Sentences as a script to read, as SSML, and as what Amazon Polly's SynthesizeSpeech takes.
import type { Locale } from '../config/locale.ts';

/** The voice of Amazon Polly that reads, by the names of its API. */
export interface Voice {
  readonly voice: string;
  readonly engine: 'neural' | 'standard' | 'long-form' | 'generative';
}

/** Neural voices of each language (Amazon Polly developer guide, "Available voices"). */
export const DEFAULT_VOICES: Readonly<Record<Locale, Voice>> = {
  en: { voice: 'Joanna', engine: 'neural' },
  'pt-BR': { voice: 'Camila', engine: 'neural' },
};

const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'en-US', 'pt-BR': 'pt-BR' };

/** A script to read: one sentence a line. */
export function speechText(sentences: readonly string[]): string {
  return `${sentences.join('\n')}\n`;
}

/** SSML of tags that standard and neural voices know (Amazon Polly developer guide, "Supported SSML tags"). */
export function speechSsml(sentences: readonly string[]): string {
  const told = sentences.map((sentence) => `<s>${xmlText(sentence)}</s>`).join('<break time="300ms"/>');
  return `<speak><p>${told}</p></speak>`;
}

/**
 * The input of SynthesizeSpeech, as `aws polly synthesize-speech --cli-input-json` reads it. A minute's script is far
 * below the 3,000 billed characters that one request takes (Amazon Polly developer guide, "Quotas in Amazon Polly").
 */
export function pollyInput(sentences: readonly string[], locale: Locale, { voice, engine }: Voice) {
  return {
    Engine: engine,
    LanguageCode: LANGUAGES[locale],
    OutputFormat: 'mp3',
    Text: speechSsml(sentences),
    TextType: 'ssml',
    VoiceId: voice,
  } as const;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** The five characters that SSML reserves ("Reserved characters in SSML", same guide). */
function xmlText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
