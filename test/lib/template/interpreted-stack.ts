// A synthesized template, run: the emulated services are wired as the template says, and the functions are the bundles
// that would be uploaded with it, each with the environment that the template gives it.
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { nameInArn } from '../../../local/aws/account.ts';
import { type EmulatedAws, startEmulatedAws } from '../../../local/aws/emulated-aws.ts';
import { type EventSourceMapping, startEventSourceMapping } from '../../../local/aws/event-source-mapping.ts';
import { type DeployedTemplate, deployedTemplate, type Json, type TemplateJson } from './deployed-values.ts';
import { type FunctionThread, functionThread } from './function-thread.ts';
import { MAKERS, SILENT, WIRES, type World } from './wires.ts';

export interface InterpretedStack {
  readonly aws: EmulatedAws;
  /** The stack itself first, then those that it imports from. */
  readonly stacks: readonly DeployedTemplate[];
  /** Addresses beyond AWS that functions have called. */
  readonly outside: readonly string[];
  /** Sets the clock; it stands still until it is set again. */
  at(time: string): void;
  /** Has everything beyond AWS answer that it is busy, or well again. */
  outsideIsDown(isDown: boolean): void;
  /** Drops a file into a bucket and waits until all is handled. */
  land(bucket: string, key: string, body: string | Uint8Array, metadata?: Record<string, string>): Promise<void>;
  /** Runs every schedule once, for the present minute. */
  tick(): Promise<void>;
  /** Has the alarm whose logical id begins so tell its topics. */
  raise(alarm: string): void;
  /** Invokes the function whose logical id begins so. */
  invoke(name: string, event: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export interface InterpretationOptions {
  readonly template: TemplateJson;
  /** Folder of the synthesized app, where the bundles are. */
  readonly assembly: string;
  /** Templates of the app's other stacks, by the stack's name. */
  readonly others?: Readonly<Record<string, TemplateJson>>;
  /** Versioned buckets that are of none of these stacks, and tell EventBridge of what lands. */
  readonly foreignBuckets?: readonly string[];
  /** Values by the name of their secret. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** The clock's first time, ISO 8601. */
  readonly startsAt: string;
}

/** The SDK tells functions apart by this; so do the calls that the emulators note. */
export const accessKeyOf = (logicalId: string) => `KEY${logicalId}`;

/** @throws Error for a template with a type, a reference or a wire that isn't known here, or that AWS would refuse */
export async function interpretedStack(options: InterpretationOptions): Promise<InterpretedStack> {
  let now = new Date(options.startsAt);
  let isOutsideDown = false;
  const aws = await startEmulatedAws({ now: () => now });
  const { endpoint } = aws;
  const others = Object.entries(options.others ?? {}).map(([stackName, template]) =>
    deployedTemplate(template, { stackName, endpoint }),
  );
  const deployed = deployedTemplate(options.template, { stackName: 'tillwatch', endpoint, others });
  const stacks = [deployed, ...others];
  const outside: string[] = [];
  const mappings: EventSourceMapping[] = [];
  const threads = new Map<string, FunctionThread>();
  const running: Promise<unknown>[] = [];

  /** Started at its first invocation, as Lambda does. */
  const threadOf = (id: string): FunctionThread => {
    const known = threads.get(id);
    if (known) return known;
    const env = environment(aws, deployed, id);
    const bundle = bundleOf(options, id);
    const thread = functionThread({ bundle, env, onOutside: (url) => outside.push(url) });
    threads.set(id, thread);
    return thread;
  };
  const invoke = (id: string, event: unknown) => {
    const invocation = threadOf(id).invoke(event, { now, isOutsideDown });
    running.push(invocation.catch(() => {}));
    return invocation;
  };

  const world: World = {
    aws,
    stacks,
    schedules: [],
    alarmActions: new Map(),
    readQueue(mapping) {
      const id = functionNamed(deployed, mapping.FunctionName);
      mappings.push(
        startEventSourceMapping({ ...mappingOptions(aws, mapping, id), handler: (event) => invoke(id, event) }),
      );
    },
  };
  const close = async () => {
    await Promise.all(mappings.map((mapping) => mapping.stop()));
    await Promise.all(running);
    await Promise.all([...threads.values()].map((thread) => thread.close()));
    await aws.close();
  };
  const uploads = new S3Client({
    endpoint,
    region: aws.region,
    credentials: { accessKeyId: 'P', secretAccessKey: 'P' },
  });
  const settled = async () => {
    for (const mapping of [...mappings, ...mappings]) await mapping.idle();
  };

  try {
    for (const bucket of options.foreignBuckets ?? []) {
      aws.s3.createBucket(bucket, { versioned: true });
      aws.s3.sendToEventBridge(bucket);
    }
    for (const [name, value] of Object.entries(options.secrets ?? {})) aws.secrets.put(name, value);
    await wire(world);
  } catch (error) {
    await close();
    throw error;
  }

  return {
    aws,
    stacks,
    outside,
    at(time) {
      now = new Date(time);
    },
    outsideIsDown(isDown) {
      isOutsideDown = isDown;
    },
    async land(bucket, key, body, metadata = {}) {
      const ContentLength = Buffer.byteLength(body);
      await uploads.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentLength, Metadata: metadata }),
      );
      await settled();
    },
    async tick() {
      for (const { functionArn, input } of world.schedules) {
        const event = JSON.parse(input.replace('<aws.scheduler.scheduled-time>', now.toISOString()));
        await invoke(functionNamed(deployed, functionArn), event);
      }
      await settled();
    },
    raise(alarm) {
      const found = [...world.alarmActions.keys()].find((id) => id.startsWith(alarm));
      if (found === undefined) throw new Error(`no alarm begins with ${alarm}`);
      for (const topic of world.alarmActions.get(found) ?? []) {
        aws.sns.publish(topic, { subject: `ALARM: ${found}`, texts: { default: '{}' }, attributes: {} });
      }
    },
    invoke: (name, event) => invoke(functionBeginning(deployed, name), event),
    close: async () => {
      uploads.destroy();
      await close();
    },
  };
}

/** Queues, topics and buckets first, then the ways between them. */
async function wire(world: World): Promise<void> {
  for (const deployed of world.stacks) {
    for (const [id, { Type }] of Object.entries(deployed.resources)) {
      if (!(Type in MAKERS) && !(Type in WIRES) && !SILENT.has(Type)) {
        throw new Error(`wires.ts doesn't know whether ${Type} carries events (${id})`);
      }
    }
  }
  for (const steps of [MAKERS, WIRES]) {
    for (const deployed of world.stacks) {
      for (const type of Object.keys(steps)) {
        for (const id of deployed.ofType(type)) await steps[type]?.(world, deployed.properties(id), id, deployed);
      }
    }
  }
}

function mappingOptions(aws: EmulatedAws, mapping: Json, functionName: string) {
  return {
    sqs: aws.sqs,
    queue: nameInArn(mapping.EventSourceArn),
    region: aws.region,
    functionName,
    batchSize: mapping.BatchSize,
    maxConcurrency: mapping.ScalingConfig?.MaximumConcurrency,
    reportsBatchItemFailures: (mapping.FunctionResponseTypes ?? []).includes('ReportBatchItemFailures'),
    retryDelaySeconds: 0,
  };
}

/** The variables of the template, and those that Lambda itself sets. */
function environment(aws: EmulatedAws, deployed: DeployedTemplate, id: string): Readonly<Record<string, string>> {
  return {
    ...deployed.properties(id).Environment?.Variables,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: accessKeyOf(id),
    AWS_SECRET_ACCESS_KEY: 'emulated',
  };
}

function bundleOf({ template, assembly }: InterpretationOptions, id: string): string {
  const key: string = template.Resources[id]?.Properties.Code.S3Key;
  return join(assembly, `asset.${key.replace(/\.zip$/, '')}`, 'index.mjs');
}

/** The logical id of the function with this name or ARN. */
function functionNamed(deployed: DeployedTemplate, nameOrArn: string): string {
  const name = nameInArn(nameOrArn);
  const id = deployed.ofType('AWS::Lambda::Function').find((one) => deployed.ref(one) === name);
  if (id === undefined) throw new Error(`${nameOrArn} is no function of the template`);
  return id;
}

function functionBeginning(deployed: DeployedTemplate, prefix: string): string {
  const [id, ...more] = deployed.ofType('AWS::Lambda::Function').filter((one) => one.startsWith(prefix));
  if (id === undefined || more.length > 0) throw new Error(`not one function begins with ${prefix}`);
  return id;
}
