// Requests must be signed for the right service and region; the signature itself isn't computed.
import type { ServiceName } from './interception.ts';
import { ServiceError } from './service-error.ts';

/** @throws ServiceError where nothing, or another service or region, was signed for */
export function checkAuthorization(header: string | undefined, service: ServiceName, region: string): void {
  const [, signedRegion, signedService] =
    /Credential=[^/]+\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(header ?? '') ?? [];
  if (signedRegion === region && signedService === service) return;
  if (service === 's3') throw s3Refusal(signedRegion, region);
  if (signedRegion === undefined) {
    throw new ServiceError(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
  }
  const message = `Credential should be scoped to a valid region (${region}) and service (${service})`;
  throw new ServiceError(403, 'SignatureDoesNotMatch', message);
}

/** Who signed a request; empty where nobody did. */
export function accessKeyId(header: string | undefined): string {
  return /Credential=([^/]+)\//.exec(header ?? '')?.[1] ?? '';
}

function s3Refusal(signedRegion: string | undefined, region: string): ServiceError {
  if (signedRegion === undefined) return new ServiceError(403, 'AccessDenied', 'Access Denied');
  const message = `The authorization header is malformed; the region '${signedRegion}' is wrong; expecting '${region}'`;
  return new ServiceError(400, 'AuthorizationHeaderMalformed', message);
}
