// How Lambda reads a function's partial batch response.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting

/**
 * Ids of the messages that failed.
 *
 * Nothing, null or an empty list: none. An entry whose `itemIdentifier` is missing, empty or no message of this batch:
 * all of them, because the response can't be trusted.
 */
export function failedMessages(ids: readonly string[], response: unknown): ReadonlySet<string> {
  const failures = (response as { readonly batchItemFailures?: unknown } | null | undefined)?.batchItemFailures;
  if (failures === null || failures === undefined) return new Set();
  if (!Array.isArray(failures)) return new Set(ids);
  const named = failures.map((failure) => (failure as { readonly itemIdentifier?: unknown } | null)?.itemIdentifier);
  const areAllKnown = named.every((id) => typeof id === 'string' && ids.includes(id));
  return new Set(areAllKnown ? (named as string[]) : ids);
}
