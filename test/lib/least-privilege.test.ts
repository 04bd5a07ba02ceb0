// Least privilege, by simulation: whatever the functions were seen to ask of AWS is allowed, and whatever is allowed was
// asked. The calls are recorded while the synthesized stack lives on the emulated services (template/lived.ts).
import { beforeAll, describe, expect, it } from 'vitest';
import { CONFIGURATIONS } from './configurations.ts';
import type { DeployedTemplate } from './template/deployed-values.ts';
import { interpreted } from './template/interpreted.ts';
import { LIFE_BEGINS, lived } from './template/lived.ts';
import { type MadeRequest, requestsOf } from './template/made-requests.ts';
import { isAllowed, type PolicyDocument, resourcePolicy, rolePolicies } from './template/permissions.ts';

interface Recorded {
  readonly stacks: readonly DeployedTemplate[];
  /** Logical ids. */
  readonly functions: readonly string[];
  readonly requests: ReadonlyMap<string, readonly MadeRequest[]>;
}

async function recorded(configuration: (typeof CONFIGURATIONS)[number]): Promise<Recorded> {
  const stack = await interpreted(configuration, LIFE_BEGINS);
  try {
    await lived(stack);
    const [deployed] = stack.stacks;
    const functions = deployed?.ofType('AWS::Lambda::Function') ?? [];
    const { stacks, aws } = stack;
    return { stacks, functions, requests: new Map(functions.map((id) => [id, requestsOf(stacks, id, aws.calls)])) };
  } finally {
    await stack.close();
  }
}

function policiesOf({ stacks: [deployed] }: Recorded, functionId: string): readonly PolicyDocument[] {
  const role = deployed
    ?.ofType('AWS::IAM::Role')
    .find((id) => deployed.arn(id) === deployed.properties(functionId).Role);
  return deployed && role !== undefined ? rolePolicies(deployed, role) : [];
}

/** Requests that the policies deny. */
async function denied(
  { stacks }: Pick<Recorded, 'stacks'>,
  policies: readonly PolicyDocument[],
  requests: readonly MadeRequest[],
): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const request of requests) {
    const policy = request.subject === undefined ? undefined : resourcePolicy(stacks, request.subject);
    if (!(await isAllowed(request, policies, policy))) refused.push(`${request.action} on ${request.resource}`);
  }
  return refused;
}

interface Grant {
  readonly action: string;
  readonly resource: string;
}

/** Pairs of action and resource that the policies allow. */
function grants(policies: readonly PolicyDocument[]): readonly Grant[] {
  const allowing = policies.flatMap(({ Statement }) => Statement).filter(({ Effect }) => Effect === 'Allow');
  return allowing.flatMap(({ Action, Resource = [] }) =>
    [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ action, resource }))),
  );
}

const isUse = (request: MadeRequest, { action, resource }: Grant) =>
  request.action === action && covers(resource, request.resource);

/** Grants that no request has used. */
function unused(policies: readonly PolicyDocument[], requests: readonly MadeRequest[]): readonly string[] {
  const idle = grants(policies).filter((grant) => !requests.some((request) => isUse(request, grant)));
  return idle.map(({ action, resource }) => `${action} on ${resource}`);
}

/** The policies without one grant; statements that deny stay. */
function without(policies: readonly PolicyDocument[], dropped: Grant): readonly PolicyDocument[] {
  const statements = policies.flatMap(({ Statement }) => Statement);
  const kept = grants(policies).filter((grant) => grant !== dropped && !isSame(grant, dropped));
  return [
    {
      Version: '2012-10-17',
      Statement: [
        ...statements.filter(({ Effect }) => Effect === 'Deny'),
        ...kept.map(({ action, resource }) => ({ Effect: 'Allow' as const, Action: action, Resource: resource })),
      ],
    },
  ];
}

const isSame = (one: Grant, other: Grant) => one.action === other.action && one.resource === other.resource;

/** In a policy `*` stands for any text and `?` for any character. */
function covers(pattern: string, resource: string): boolean {
  const literally = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literally.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(resource);
}

/** Of a grant's uses so many are tried without it: where another grant covers these as well, it covers all. */
const USES_LOOKED_AT = 2;

describe.each(CONFIGURATIONS)('a deployment $name', (configuration) => {
  let life: Recorded;
  beforeAll(async () => {
    life = await recorded(configuration);
  });

  it('has functions that have done something', () => {
    for (const id of life.functions) expect(life.requests.get(id)?.length, id).toBeGreaterThan(2);
  });

  it('denies its functions nothing that they ask for', async () => {
    const refused = await Promise.all(
      life.functions.map(async (id) => [id, await denied(life, policiesOf(life, id), life.requests.get(id) ?? [])]),
    );
    expect(Object.fromEntries(refused)).toEqual(Object.fromEntries(life.functions.map((id) => [id, []])));
  });

  it('allows them nothing that they never ask for', () => {
    const idle = life.functions.map((id) => [id, unused(policiesOf(life, id), life.requests.get(id) ?? [])]);
    expect(Object.fromEntries(idle)).toEqual(Object.fromEntries(life.functions.map((id) => [id, []])));
  });

  it('would deny something, were any grant dropped', async () => {
    for (const id of life.functions) {
      const policies = policiesOf(life, id);
      for (const grant of grants(policies)) {
        const uses = (life.requests.get(id) ?? []).filter((request) => isUse(request, grant)).slice(0, USES_LOOKED_AT);
        const refused = await denied(life, without(policies, grant), uses);
        expect(refused, `${id} without ${grant.action} on ${grant.resource}`).not.toEqual([]);
      }
    }
  });
});

it('notices a grant that nothing uses', () => {
  const made = [{ principal: 'role', action: 's3:GetObject', resource: 'arn:aws:s3:::records/checkouts/a.json' }];
  const policy = (Action: string[], Resource: string): PolicyDocument => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action, Resource }],
  });
  expect(unused([policy(['s3:GetObject'], 'arn:aws:s3:::records/checkouts/*')], made)).toEqual([]);
  expect(unused([policy(['s3:GetObject', 's3:DeleteObject'], 'arn:aws:s3:::records/checkouts/*')], made)).toEqual([
    's3:DeleteObject on arn:aws:s3:::records/checkouts/*',
  ]);
  expect(unused([policy(['s3:GetObject'], 'arn:aws:s3:::records/receipts/*')], made)).toHaveLength(1);
});
