// The network that the functions run in, where it is to be one of your own.
import { Stack } from 'aws-cdk-lib';
import { type ISecurityGroup, type IVpc, Peer, Port, SecurityGroup, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

export interface Network {
  /** Must have a way to S3, SQS, SNS and CloudWatch Logs: endpoints, or a NAT gateway. */
  readonly vpc: IVpc;

  /** @default the private subnets */
  readonly subnets?: SubnetSelection;

  /** @default one that lets HTTPS out and nothing in */
  readonly securityGroups?: readonly ISecurityGroup[];
}

/** The network with its security groups made where they weren't given. */
export function withSecurityGroups(scope: Construct, network: Network): Network {
  if (network.securityGroups) return network;
  const group = new SecurityGroup(scope, 'SecurityGroup', {
    vpc: network.vpc,
    description: 'tillwatch functions: HTTPS to AWS, nothing in',
    allowAllOutbound: false,
  });
  group.addEgressRule(Peer.anyIpv4(), Port.HTTPS, 'AWS APIs');
  return { ...network, securityGroups: [group] };
}

/** Nothing narrower than all resources is accepted for these two. */
const LOOK = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];

const ENTER = 'ec2:CreateNetworkInterface';

const CHANGE = ['ec2:AssignPrivateIpAddresses', 'ec2:DeleteNetworkInterface', 'ec2:UnassignPrivateIpAddresses'];

/**
 * What Lambda does with the function's role to reach into the network
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html, "Required IAM permissions"): interfaces of any
 * name, in these subnets, with these security groups. Code that runs in the function could use the role as well, and is
 * denied all of it.
 */
export function networkPermissions(
  scope: Construct,
  { vpc, subnets, securityGroups = [] }: Network,
): PolicyStatement[] {
  const arn = (resource: string, resourceName: string) =>
    Stack.of(scope).formatArn({ service: 'ec2', resource, resourceName });
  const interfaces = arn('network-interface', '*');
  const places = [
    ...vpc.selectSubnets(subnets).subnetIds.map((id) => arn('subnet', id)),
    ...securityGroups.map(({ securityGroupId }) => arn('security-group', securityGroupId)),
  ];
  return [
    new PolicyStatement({ sid: 'LookAtNetwork', actions: LOOK, resources: ['*'] }),
    new PolicyStatement({ sid: 'EnterNetwork', actions: [ENTER], resources: [interfaces, ...places] }),
    new PolicyStatement({ sid: 'KeepInterfaces', actions: CHANGE, resources: [interfaces] }),
    new PolicyStatement({
      sid: 'OnlyLambdaItself',
      effect: Effect.DENY,
      actions: [...LOOK, ENTER, ...CHANGE],
      resources: ['*'],
      conditions: { Null: { 'lambda:SourceFunctionArn': 'false' } },
    }),
  ];
}
