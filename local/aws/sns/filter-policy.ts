// Filter policies on message attributes: every key must match, any of a key's values will do.
// https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
import { notImplemented } from '../service-error.ts';
import type { Attribute, Attributes } from './message-attributes.ts';
import { invalidParameter, snsError } from './sns-error.ts';

type Primitive = string | number | boolean | null;
type NumericOperator = '=' | '<' | '<=' | '>' | '>=';

/** One value of a policy's key: an exact value or an operator. */
type Condition =
  | { readonly kind: 'equals'; readonly value: Primitive }
  | { readonly kind: 'numeric'; readonly bounds: readonly (readonly [NumericOperator, number])[] }
  | { readonly kind: 'prefix' | 'suffix' | 'equals-ignore-case'; readonly text: string }
  | { readonly kind: 'anything-but'; readonly excluded: readonly Condition[] }
  | { readonly kind: 'exists'; readonly isThere: boolean };

export interface FilterPolicy {
  readonly conditions: ReadonlyMap<string, readonly Condition[]>;
  /** `$or`: one of them must let the message through as well; empty where the policy has none. */
  readonly alternatives: readonly FilterPolicy[];
}

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;
const LARGEST_NUMBER = 1e9;

/** @throws ServiceError InvalidParameter, FilterPolicyLimitExceeded; 501 for cidr and wildcard */
export function filterPolicy(json: string): FilterPolicy {
  const policy = policyOf(parsed(json));
  if (keysOf(policy).size > MOST_KEYS || combinations(policy) > MOST_COMBINATIONS) {
    throw snsError(
      'FilterPolicyLimitExceeded',
      `Filter policy has more than ${MOST_KEYS} keys or ${MOST_COMBINATIONS} combinations`,
    );
  }
  return policy;
}

function policyOf(policy: object): FilterPolicy {
  const { $or, ...keys } = policy as Readonly<Record<string, unknown>>;
  return {
    conditions: new Map(Object.entries(keys).map(([key, values]) => [key, conditions(key, values)] as const)),
    alternatives: $or === undefined ? [] : alternatives($or),
  };
}

/** https://docs.aws.amazon.com/sns/latest/dg/and-or-logic.html */
function alternatives(list: unknown): readonly FilterPolicy[] {
  const isObject = (item: unknown): item is object =>
    typeof item === 'object' && item !== null && !Array.isArray(item) && Object.keys(item).length > 0;
  if (!Array.isArray(list) || list.length < 2 || !list.every(isObject)) {
    throw refusal('"$or" must be an array of at least two objects with a key each');
  }
  return list.map(policyOf);
}

function keysOf({ conditions, alternatives }: FilterPolicy): ReadonlySet<string> {
  return new Set([...conditions.keys(), ...alternatives.flatMap((each) => [...keysOf(each)])]);
}

/** Values multiply from key to key; alternatives add up. */
function combinations({ conditions, alternatives }: FilterPolicy): number {
  const ofAlternatives = alternatives.reduce((sum, each) => sum + combinations(each), 0);
  return [...conditions.values()].reduce((product, values) => product * values.length, ofAlternatives || 1);
}

/** Does a message with these attributes pass? An empty policy lets all pass. */
export function passes({ conditions, alternatives }: FilterPolicy, attributes: Attributes): boolean {
  const meetsAll = [...conditions].every(([key, values]) => {
    const attribute = Object.hasOwn(attributes, key) ? attributes[key] : undefined;
    return values.some((condition) => isMet(condition, attribute));
  });
  return meetsAll && (alternatives.length === 0 || alternatives.some((each) => passes(each, attributes)));
}

function isMet(condition: Condition, attribute: Attribute | undefined): boolean {
  if (condition.kind === 'exists') return condition.isThere === (attribute !== undefined);
  return attribute !== undefined && valuesOf(attribute).some((value) => fits(condition, value));
}

/** Binary attributes have no value that a policy could see. */
function valuesOf({ type, value }: Attribute): readonly Primitive[] {
  if (type === 'Number') return [Number(value)];
  if (type === 'String') return [value];
  return type === 'String.Array' ? (JSON.parse(value) as Primitive[]) : [];
}

function fits(condition: Condition, value: Primitive): boolean {
  switch (condition.kind) {
    case 'equals':
      return value === condition.value;
    case 'numeric':
      return (
        typeof value === 'number' && condition.bounds.every(([operator, bound]) => compares(value, operator, bound))
      );
    case 'prefix':
      return typeof value === 'string' && value.startsWith(condition.text);
    case 'suffix':
      return typeof value === 'string' && value.endsWith(condition.text);
    case 'equals-ignore-case':
      return typeof value === 'string' && value.toLowerCase() === condition.text.toLowerCase();
    case 'anything-but':
      return !condition.excluded.some((excluded) => fits(excluded, value));
    case 'exists':
      return condition.isThere;
  }
}

function compares(value: number, operator: NumericOperator, bound: number): boolean {
  if (operator === '=') return value === bound;
  if (operator === '<') return value < bound;
  if (operator === '<=') return value <= bound;
  return operator === '>' ? value > bound : value >= bound;
}

function conditions(key: string, values: unknown): readonly Condition[] {
  if (!Array.isArray(values) || values.length === 0) throw refusal(`"${key}" must be an array of at least one value`);
  return values.map((value) => condition(key, value));
}

function condition(key: string, value: unknown): Condition {
  if (isPrimitive(value)) return { kind: 'equals', value };
  const entries = Object.entries(value as object);
  const [operator, operand] = entries[0] ?? [];
  if (entries.length !== 1 || operator === undefined) throw refusal(`"${key}": one operator in each object`);
  switch (operator) {
    case 'numeric':
      return { kind: 'numeric', bounds: numericBounds(key, operand) };
    case 'prefix':
    case 'suffix':
    case 'equals-ignore-case':
      if (typeof operand === 'string') return { kind: operator, text: operand };
      throw refusal(`"${key}": ${operator} takes a string`);
    case 'exists':
      if (typeof operand === 'boolean') return { kind: 'exists', isThere: operand };
      throw refusal(`"${key}": exists takes true or false`);
    case 'anything-but':
      return { kind: 'anything-but', excluded: excludedValues(key, operand) };
    case 'cidr':
    case 'wildcard':
      throw notImplemented(`a filter policy with ${operator}`);
    default:
      throw refusal(`"${key}": unrecognized match type ${operator}`);
  }
}

/** A string or number, a list of either, or `{"prefix": …}` or `{"suffix": …}`. */
function excludedValues(key: string, operand: unknown): readonly Condition[] {
  const list = Array.isArray(operand) ? operand : [operand];
  const isUniform = ['string', 'number'].some((type) => list.every((item) => typeof item === type));
  if (list.length > 0 && isUniform) return list.map((value) => ({ kind: 'equals', value }));
  const only =
    Array.isArray(operand) || operand === null || typeof operand !== 'object' ? null : condition(key, operand);
  if (only?.kind === 'prefix' || only?.kind === 'suffix') return [only];
  throw refusal(`"${key}": anything-but takes strings, numbers, a prefix or a suffix`);
}

/** `["=", 5]`, or a lower and an upper bound, one of them or both. */
function numericBounds(key: string, operand: unknown): readonly (readonly [NumericOperator, number])[] {
  const list = Array.isArray(operand) ? operand : [];
  const form = list.filter((_, index) => index % 2 === 0).join(' ');
  if (list.length % 2 !== 0 || !/^(=|[<>]=?|>=? <=?)$/.test(form)) {
    throw refusal(`"${key}": numeric takes =, or a lower and an upper bound`);
  }
  const bounds = Array.from({ length: list.length / 2 }, (_, i) => [list[2 * i], list[2 * i + 1]] as const);
  const isInRange = bounds.every(([, bound]) => typeof bound === 'number' && Math.abs(bound) <= LARGEST_NUMBER);
  if (!isInRange) throw refusal(`"${key}": numbers lie between -${LARGEST_NUMBER} and ${LARGEST_NUMBER}`);
  const [lower, upper] = bounds;
  if (lower && upper && lower[1] >= upper[1]) throw refusal(`"${key}": bottom must be less than top`);
  return bounds;
}

function isPrimitive(value: unknown): value is Primitive {
  return value === null || typeof value !== 'object';
}

function parsed(json: string): object {
  try {
    const policy: unknown = JSON.parse(json);
    if (typeof policy === 'object' && policy !== null && !Array.isArray(policy)) return policy;
  } catch {
    // Not JSON: refused below.
  }
  throw refusal('not a JSON object');
}

function refusal(reason: string) {
  return invalidParameter(`FilterPolicy: ${reason}`);
}
