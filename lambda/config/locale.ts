// The languages that people can be told in, by BCP 47 tag. What a language has to say is in notify/wording.ts.

export const LOCALES = ['en', 'pt-BR'] as const;

export type Locale = (typeof LOCALES)[number];
