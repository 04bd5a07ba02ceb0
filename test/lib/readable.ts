// Template values and policies as text that a person can read: "s3:GetObject on InboxBucket/*".

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
}

/** One line for each action and resource of the statements, sorted. */
export function readable(statements: readonly Statement[]): string[] {
  const lines = statements.flatMap((statement) =>
    list(statement.Action).flatMap((action) =>
      list(statement.Resource).map((resource) => `${action} on ${readableValue(resource)}`),
    ),
  );
  return lines.sort();
}

/** A `Ref` or `Fn::GetAtt … Arn` is the logical id without construct and hash; joins are joined. */
export function readableValue(value: unknown): string {
  if (typeof value === 'string') return value;
  const [intrinsic, operand] = Object.entries(value as object)[0] ?? [];
  if (intrinsic === 'Ref') return name(operand);
  if (intrinsic === 'Fn::GetAtt') return name(operand[0]);
  if (intrinsic === 'Fn::Join') return operand[1].map(readableValue).join(operand[0]);
  return JSON.stringify(value);
}

function name(logicalId: string): string {
  return logicalId.replace(/^Tillwatch/, '').replace(/[0-9A-F]{8}$/, '');
}

function list<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}
