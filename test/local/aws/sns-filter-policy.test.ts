// SNS: filter policies let a message through if every key matches with any of its values.
import { describe, expect, it } from 'vitest';
import { filterPolicy, passes } from '../../../local/aws/sns/filter-policy.ts';
import type { Attributes } from '../../../local/aws/sns/message-attributes.ts';

const text = (value: string) => ({ type: 'String', value }) as const;
const number = (value: number) => ({ type: 'Number', value: String(value) }) as const;
const list = (...values: readonly unknown[]) => ({ type: 'String.Array', value: JSON.stringify(values) }) as const;

const lets = (policy: object, attributes: Attributes) => passes(filterPolicy(JSON.stringify(policy)), attributes);

describe('a policy', () => {
  it('without keys lets everything through', () => {
    expect(lets({}, {})).toBe(true);
  });

  it('wants every key and any of its values', () => {
    const policy = { checkout: ['loja-1', 'loja-2'], severity: ['P1'] };
    expect(lets(policy, { checkout: text('loja-2'), severity: text('P1') })).toBe(true);
    expect(lets(policy, { checkout: text('loja-3'), severity: text('P1') })).toBe(false);
    expect(lets(policy, { checkout: text('loja-1') })).toBe(false);
  });

  it('tells text from numbers', () => {
    expect(lets({ escalation: [1] }, { escalation: number(1) })).toBe(true);
    expect(lets({ escalation: [1] }, { escalation: text('1') })).toBe(false);
    expect(lets({ escalation: ['1'] }, { escalation: number(1) })).toBe(false);
  });

  it('sees the items of arrays and nothing of binaries', () => {
    expect(lets({ kind: ['drop'] }, { kind: list('outage', 'drop') })).toBe(true);
    expect(lets({ kind: [true] }, { kind: list(true) })).toBe(true);
    expect(lets({ kind: ['x'] }, { kind: { type: 'Binary', value: 'x' } })).toBe(false);
  });
});

describe('numeric', () => {
  it.each([
    [['=', 1], 1, true],
    [['=', 1], 1.5, false],
    [['<=', 1], 1, true],
    [['<', 1], 1, false],
    [['>', 0], 0, false],
    [['>=', 0], 0, true],
    [['>', 0, '<=', 150], 150, true],
    [['>', 0, '<=', 150], 151, false],
  ])('%j of %d is %s', (numeric, value, expected) => {
    expect(lets({ escalation: [{ numeric }] }, { escalation: number(value) })).toBe(expected);
  });

  it('needs an attribute of type Number', () => {
    expect(lets({ escalation: [{ numeric: ['<=', 1] }] }, { escalation: text('0') })).toBe(false);
    expect(lets({ escalation: [{ numeric: ['<=', 1] }] }, {})).toBe(false);
  });
});

describe('other operators', () => {
  it('prefix and suffix compare ends of text, equals-ignore-case without case', () => {
    expect(lets({ checkout: [{ prefix: 'loja-' }] }, { checkout: text('loja-1') })).toBe(true);
    expect(lets({ checkout: [{ prefix: 'loja-' }] }, { checkout: text('site') })).toBe(false);
    expect(lets({ checkout: [{ suffix: '-1' }] }, { checkout: text('loja-1') })).toBe(true);
    expect(lets({ checkout: [{ 'equals-ignore-case': 'LOJA-1' }] }, { checkout: text('Loja-1') })).toBe(true);
  });

  it('anything-but lets through what is there and not named', () => {
    const but = (excluded: unknown) => ({ severity: [{ 'anything-but': excluded }] });
    expect(lets(but('P5'), { severity: text('P1') })).toBe(true);
    expect(lets(but(['P4', 'P5']), { severity: text('P5') })).toBe(false);
    expect(lets(but({ prefix: 'P' }), { severity: text('P1') })).toBe(false);
    expect(lets(but([4, 5]), { severity: number(5) })).toBe(false);
    expect(lets(but('P5'), {})).toBe(false);
  });

  it('exists asks whether the attribute is there', () => {
    expect(lets({ checkout: [{ exists: true }] }, { checkout: text('x') })).toBe(true);
    expect(lets({ checkout: [{ exists: true }] }, {})).toBe(false);
    expect(lets({ checkout: [{ exists: false }] }, {})).toBe(true);
    expect(lets({ checkout: [{ exists: false }] }, { checkout: text('x') })).toBe(false);
  });

  it('can stand beside exact values', () => {
    const policy = { checkout: ['site', { prefix: 'loja-' }] };
    expect(lets(policy, { checkout: text('site') })).toBe(true);
    expect(lets(policy, { checkout: text('loja-9') })).toBe(true);
    expect(lets(policy, { checkout: text('app') })).toBe(false);
  });
});

describe('$or', () => {
  const policy = {
    checkout: ['loja-1', { exists: false }],
    $or: [{ escalation: [{ numeric: ['>=', 2] }] }, { transition: ['resolved'] }],
  };

  it('lets through what one of the alternatives lets through, if the other keys match', () => {
    expect(lets(policy, { checkout: text('loja-1'), escalation: number(2) })).toBe(true);
    expect(lets(policy, { escalation: number(0), transition: text('resolved') })).toBe(true);
    expect(lets(policy, { checkout: text('loja-1'), escalation: number(1), transition: text('opened') })).toBe(false);
    expect(lets(policy, { checkout: text('loja-2'), escalation: number(2) })).toBe(false);
  });

  it('adds its alternatives up towards the limit of combinations', () => {
    const values = (count: number) => Array.from({ length: count }, (_, i) => i);
    const choice = (a: number, b: number) =>
      JSON.stringify({ k: values(10), $or: [{ a: values(a) }, { b: values(b) }] });
    expect(() => filterPolicy(choice(10, 5))).not.toThrow();
    expect(() => filterPolicy(choice(10, 6))).toThrow(/150 combinations/);
  });
});

describe('a policy is refused', () => {
  it.each([
    ['that is no JSON', '{'],
    ['that is a list', '[]'],
    ['whose value is no list', '{"a":"x"}'],
    ['whose list is empty', '{"a":[]}'],
    ['with an unknown operator', '{"a":[{"like":"x"}]}'],
    ['with two operators in one object', '{"a":[{"prefix":"x","suffix":"y"}]}'],
    ['with a prefix that is no text', '{"a":[{"prefix":1}]}'],
    ['with exists that is no boolean', '{"a":[{"exists":"yes"}]}'],
    ['with bounds in the wrong order', '{"a":[{"numeric":["<",5,">",1]}]}'],
    ['with bounds that enclose nothing', '{"a":[{"numeric":[">",5,"<",1]}]}'],
    ['with a bound that is no number', '{"a":[{"numeric":["=","1"]}]}'],
    ['with a bound that is too large', '{"a":[{"numeric":["=",1000000001]}]}'],
    ['with anything-but of mixed types', '{"a":[{"anything-but":["x",1]}]}'],
  ])('%s', (_, json) => {
    expect(() => filterPolicy(json)).toThrow(/Invalid parameter: FilterPolicy/);
  });

  it('that has more than five keys or 150 combinations', () => {
    const six = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((key) => [key, ['x']]));
    expect(() => filterPolicy(JSON.stringify(six))).toThrow(/more than 5 keys/);
    const values = (count: number) => Array.from({ length: count }, (_, i) => i);
    expect(() => filterPolicy(JSON.stringify({ a: values(10), b: values(15) }))).not.toThrow();
    expect(() => filterPolicy(JSON.stringify({ a: values(10), b: values(16) }))).toThrow(/150 combinations/);
  });

  it.each(['{"$or":{"a":["x"]}}', '{"$or":[{"a":["x"]}]}', '{"$or":[{"a":["x"]},{}]}'])(
    '%s, which is no choice',
    (json) => {
      expect(() => filterPolicy(json)).toThrow(/at least two objects/);
    },
  );

  it.each(['{"a":[{"cidr":"10.0.0.0/24"}]}', '{"a":[{"wildcard":"x*"}]}'])('%s because it is not emulated', (json) => {
    expect(() => filterPolicy(json)).toThrow(/not implemented/);
  });
});
