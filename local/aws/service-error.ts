// An error as an emulated service answers it: status, the documented code, and a message.
import { TillwatchError } from '../../lambda/errors.ts';

export class ServiceError extends TillwatchError {
  readonly status: number;
  /** Response headers that belong to the error, for example `x-amz-delete-marker`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(code, message);
    this.name = 'ServiceError';
    this.status = status;
    this.headers = headers;
  }
}

/** The answer to whatever the emulator doesn't do: loud, so that nobody relies on it unawares. */
export function notImplemented(what: string): ServiceError {
  return new ServiceError(501, 'NotImplemented', `${what} is not implemented by this emulator; see docs/emulator.md`);
}
