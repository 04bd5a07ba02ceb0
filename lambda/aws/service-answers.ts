// What the services' refusals mean to us.

interface ServiceError {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** There is no such object, or no such version of it (a version that is a delete marker answers MethodNotAllowed). */
export function isMissing(error: unknown): boolean {
  const { name = '' } = error as ServiceError;
  return ['NoSuchKey', 'NoSuchVersion', 'NotFound', 'MethodNotAllowed'].includes(name);
}

/**
 * A conditional write that didn't happen: 412 because the condition doesn't hold, 409 because another write of the
 * same key was under way, 404 because the object to replace is gone (S3 user guide, "Conditional writes").
 */
export function isConflict(error: unknown): boolean {
  const { name, $metadata } = error as ServiceError;
  const status = $metadata?.httpStatusCode;
  return status === 412 || status === 409 || (status === 404 && name === 'NoSuchKey');
}
