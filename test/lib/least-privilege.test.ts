// Least privilege, by simulation: whatever the functions were seen to ask of AWS is allowed, and whatever is allowed was
// asked. The calls are recorded while the synthesized stack lives on the emulated services (template/lived.ts).
import { beforeAll, describe, expect, it } from 'vitest';
import { BARE, type Configuration, OF_THEIR_OWN, WITH_EVERYTHING } from './configurations.ts';
import type { DeployedTemplate } from './template/deployed-values.ts';
import { interpreted } from './template/interpreted.ts';
import { LIFE_BEGINS, lived } from './template/lived.ts';
import { type MadeRequest, requestsOf } from './template/made-requests.ts';
import { isAllowed, type PolicyDocument, resourcePolicy, rolePolicies } from './template/permissions.ts';
import { serviceRequests } from './template/service-requests.ts';

interface Recorded {
  readonly stacks: readonly DeployedTemplate[];
  /** By the logical id of the role that they were made with. */
  readonly requests: ReadonlyMap<string, readonly MadeRequest[]>;
}

async function recorded(configuration: Configuration): Promise<Recorded> {
  const stack = await interpreted(configuration, LIFE_BEGINS);
  try {
    await lived(stack);
    const { stacks, aws } = stack;
    const [deployed] = stacks;
    if (!deployed) throw new Error('there is no stack');
    const ofFunctions = deployed
      .ofType('AWS::Lambda::Function')
      .map((id): [string, readonly MadeRequest[]] => [roleOf(deployed, id), requestsOf(stacks, id, aws.calls)]);
    return { stacks, requests: new Map([...ofFunctions, ...serviceRequests(deployed)]) };
  } finally {
    await stack.close();
  }
}

function roleOf(deployed: DeployedTemplate, functionId: string): string {
  const { Role } = deployed.properties(functionId);
  return deployed.ofType('AWS::IAM::Role').find((id) => deployed.arn(id) === Role) ?? '';
}

function policiesOf({ stacks: [deployed] }: Recorded, role: string): readonly PolicyDocument[] {
  return deployed ? rolePolicies(deployed, role) : [];
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

/** How long a life may take on a machine that is busy with other things. */
const A_LIFE_MS = 600_000;

/** Of a grant's uses so many are tried without it: where another grant covers these as well, it covers all. */
const USES_LOOKED_AT = 2;

describe.each([BARE, WITH_EVERYTHING, OF_THEIR_OWN])('a deployment $name', (configuration) => {
  let life: Recorded;
  beforeAll(async () => {
    life = await recorded(configuration);
  }, A_LIFE_MS);

  it('has roles each of which was used', () => {
    const [deployed] = life.stacks;
    expect([...life.requests.keys()].toSorted()).toEqual(deployed?.ofType('AWS::IAM::Role').toSorted());
    for (const [role, requests] of life.requests) expect(requests.length, role).toBeGreaterThan(0);
  });

  it('denies them nothing that they ask for', async () => {
    const refused: Record<string, readonly string[]> = {};
    for (const [role, requests] of life.requests) refused[role] = await denied(life, policiesOf(life, role), requests);
    expect(refused).toEqual(Object.fromEntries([...life.requests.keys()].map((role) => [role, []])));
  });

  it('allows them nothing that they never ask for', () => {
    const idle = [...life.requests].map(([role, requests]) => [role, unused(policiesOf(life, role), requests)]);
    expect(Object.fromEntries(idle)).toEqual(Object.fromEntries([...life.requests.keys()].map((role) => [role, []])));
  });

  it('would deny something, were any grant dropped', async () => {
    for (const [role, requests] of life.requests) {
      const policies = policiesOf(life, role);
      for (const grant of grants(policies)) {
        const uses = requests.filter((request) => isUse(request, grant)).slice(0, USES_LOOKED_AT);
        const refused = await denied(life, without(policies, grant), uses);
        expect(refused, `${role} without ${grant.action} on ${grant.resource}`).not.toEqual([]);
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
