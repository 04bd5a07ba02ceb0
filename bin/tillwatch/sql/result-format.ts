// How the result of a query can be printed.

export const RESULT_FORMATS = ['table', 'csv', 'json', 'markdown'] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];
