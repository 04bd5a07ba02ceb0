// The one family of errors: every failure that tillwatch itself raises has a stable code, a place and a cure.

/** Where in an input something was found. Lines are physical lines of the decoded text, starting at 1. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: string;
}

/**
 * Base of all errors raised on purpose. `code` never changes once published, so that it can be searched for;
 * `message` names the place and says what to do next. Anything thrown that is not a TillwatchError is a defect.
 */
export class TillwatchError extends Error {
  readonly code: string;
  readonly place: Place;

  constructor(code: string, message: string, place: Place = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'TillwatchError';
    this.code = code;
    this.place = place;
  }
}
