// CloudFormation and CloudWatch as far as the doctor asks them, over HTTP and in the protocols of their own SDK clients.
// Strict: an operation, a parameter or a signature that it doesn't expect is refused.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyOf } from '../../local/aws/front-door.ts';
import { xmlDocument } from '../../local/aws/xml.ts';

export interface FakeAlarm {
  readonly name: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly description?: string;
  readonly actions: readonly string[];
  readonly actionsEnabled?: boolean;
  readonly isComposite?: boolean;
}

export interface ControlPlaneState {
  stacks: Readonly<Record<string, { readonly status: string; readonly outputs: Readonly<Record<string, string>> }>>;
  alarms: readonly FakeAlarm[];
  /** By `Namespace/MetricName{Dimension=value}`, newest first. */
  values: Readonly<Record<string, readonly { readonly at: Date; readonly value: number }[]>>;
  /** Operations that the caller may not use. */
  denied: readonly string[];
  now: () => Date;
}

export interface ControlPlane {
  readonly endpoint: string;
  readonly state: ControlPlaneState;
  close(): Promise<void>;
}

/** Alarms in one answer; AWS's most is 100, which would need a hundred alarms to see the next page. */
const ALARMS_A_PAGE = 2;

class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export async function startControlPlane(state: ControlPlaneState): Promise<ControlPlane> {
  const server = createServer((request, response) => void answer(request, response, state));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, state: ControlPlaneState): Promise<void> {
  const body = (await bodyOf(request)).toString('utf8');
  const isJson = request.headers['x-amz-target'] !== undefined;
  try {
    const text = isJson ? cloudWatch(request, body, state) : cloudFormation(request, body, state);
    send(response, 200, isJson, text, state);
  } catch (error) {
    const { status, code, message } =
      error instanceof Refusal ? error : new Refusal(500, 'InternalFailure', `${error}`);
    const asJson = JSON.stringify({ __type: code, message });
    const asXml = xmlDocument('ErrorResponse', CLOUDFORMATION, {
      Error: { Type: 'Sender', Code: code, Message: message },
    });
    send(response, status, isJson, isJson ? asJson : asXml, state);
  }
}

function send(response: ServerResponse, status: number, isJson: boolean, text: string, state: ControlPlaneState): void {
  const type = isJson ? 'application/x-amz-json-1.0' : 'text/xml';
  response.sendDate = false;
  response.writeHead(status, { 'content-type': type, date: state.now().toUTCString() }).end(text);
}

const CLOUDFORMATION = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html */
function cloudFormation(request: IncomingMessage, body: string, state: ControlPlaneState): string {
  signedFor('cloudformation', request);
  const parameters = Object.fromEntries(new URLSearchParams(body));
  const { Action, Version, StackName = '', ...others } = parameters;
  if (Action !== 'DescribeStacks' || Version !== '2010-05-15') throw unexpected(`${Action} of ${Version}`);
  if (Object.keys(others).length > 0) throw unexpected(Object.keys(others).join());
  allowed('cloudformation:DescribeStacks', 'AccessDenied', state);
  const stack = state.stacks[StackName];
  if (!stack) throw new Refusal(400, 'ValidationError', `Stack with id ${StackName} does not exist`);
  const member = Object.entries(stack.outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));
  const described = {
    StackName,
    StackStatus: stack.status,
    CreationTime: '2026-01-01T00:00:00Z',
    Outputs: { member },
  };
  return xmlDocument('DescribeStacksResponse', CLOUDFORMATION, {
    DescribeStacksResult: { Stacks: { member: described } },
    ResponseMetadata: { RequestId: 'r' },
  });
}

function cloudWatch(request: IncomingMessage, body: string, state: ControlPlaneState): string {
  signedFor('monitoring', request);
  const operation = String(request.headers['x-amz-target']).replace(/^GraniteServiceVersion20100801\./, '');
  const input = JSON.parse(body) as Record<string, unknown>;
  if (operation === 'DescribeAlarms') return JSON.stringify(describeAlarms(input, state));
  if (operation === 'GetMetricData') return JSON.stringify(getMetricData(input, state));
  throw unexpected(operation);
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
function describeAlarms(input: Record<string, unknown>, state: ControlPlaneState): object {
  const { AlarmNamePrefix = '', AlarmTypes, NextToken = '0', ...others } = input;
  if (Object.keys(others).length > 0) throw unexpected(Object.keys(others).join());
  allowed('cloudwatch:DescribeAlarms', 'AccessDenied', state);
  const types = (AlarmTypes ?? ['MetricAlarm']) as string[];
  const found = state.alarms
    .filter(({ name }) => name.startsWith(String(AlarmNamePrefix)))
    .filter(({ isComposite }) => types.includes(isComposite ? 'CompositeAlarm' : 'MetricAlarm'));
  const from = Number(NextToken);
  const page = found.slice(from, from + ALARMS_A_PAGE);
  const described = (isComposite: boolean) =>
    page
      .filter((alarm) => (alarm.isComposite ?? false) === isComposite)
      .map(({ name, state: value, description, actions, actionsEnabled = true }) => ({
        AlarmName: name,
        StateValue: value,
        AlarmDescription: description,
        AlarmActions: actions,
        ActionsEnabled: actionsEnabled,
      }));
  const hasMore = from + ALARMS_A_PAGE < found.length;
  return {
    MetricAlarms: described(false),
    CompositeAlarms: described(true),
    ...(hasMore && { NextToken: String(from + ALARMS_A_PAGE) }),
  };
}

interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html; times are seconds in JSON. */
function getMetricData(input: Record<string, unknown>, state: ControlPlaneState): object {
  const { MetricDataQueries, StartTime, EndTime, ScanBy, ...others } = input;
  if (Object.keys(others).length > 0 || ScanBy !== 'TimestampDescending') throw unexpected('GetMetricData');
  allowed('cloudwatch:GetMetricData', 'AccessDenied', state);
  const results = (MetricDataQueries as readonly Query[]).map(({ Id, MetricStat: { Metric, Period, Stat } }) => {
    if (!/^[a-z]\w*$/.test(Id) || Period % 60 !== 0 || Stat !== 'Maximum') throw unexpected('a query');
    const dimensions = Metric.Dimensions.map(({ Name, Value }) => `${Name}=${Value}`).join();
    const values = (state.values[`${Metric.Namespace}/${Metric.MetricName}{${dimensions}}`] ?? []).filter(
      ({ at }) => at.getTime() >= Number(StartTime) * 1000 && at.getTime() <= Number(EndTime) * 1000,
    );
    return {
      Id,
      Timestamps: values.map(({ at }) => at.getTime() / 1000),
      Values: values.map(({ value }) => value),
      StatusCode: 'Complete',
    };
  });
  return { MetricDataResults: results };
}

function allowed(action: string, code: string, { denied }: ControlPlaneState): void {
  if (!denied.includes(action)) return;
  const who = 'arn:aws:iam::000000000000:user/ana';
  throw new Refusal(403, code, `User: ${who} is not authorized to perform: ${action} because no policy allows it`);
}

function signedFor(service: string, { headers }: IncomingMessage): void {
  const scope = /Credential=[^/]+\/\d{8}\/us-east-1\/([^/]+)\/aws4_request/.exec(headers.authorization ?? '');
  if (scope?.[1] !== service) throw new Refusal(403, 'SignatureDoesNotMatch', `not signed for ${service}`);
}

function unexpected(what: string): Refusal {
  return new Refusal(501, 'NotImplemented', `${what} is not expected`);
}
