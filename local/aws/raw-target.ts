// The request target as it came over the wire: `..`, `//` and `%2F` are part of a key and must not be tidied up.
import { ServiceError } from './service-error.ts';

export interface RawTarget {
  /** Empty for the service itself. */
  readonly bucket: string;
  /** Decoded; empty for the bucket itself. */
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
}

/** @throws ServiceError InvalidURI where percent-encoding doesn't give UTF-8 */
export function rawTarget(url: string): RawTarget {
  const questionMark = url.indexOf('?');
  const path = questionMark < 0 ? url : url.slice(0, questionMark);
  const query = questionMark < 0 ? '' : url.slice(questionMark + 1);
  const [, bucket, , key] = /^\/([^/]*)(\/(.*))?$/s.exec(path) ?? [];
  if (bucket === undefined) throw invalidUri();
  return { bucket: percentDecoded(bucket), key: percentDecoded(key ?? ''), query: parameters(query) };
}

function parameters(query: string): ReadonlyMap<string, string> {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return new Map(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      return [percentDecoded(name), percentDecoded(value.replaceAll('+', ' '))];
    }),
  );
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidUri();
  }
}

function invalidUri(): ServiceError {
  return new ServiceError(400, 'InvalidURI', "Couldn't parse the specified URI.");
}
