// A small Step Functions: runs a machine whose only state is a Distributed Map over a bucket's listing with one Lambda
// task, as the Amazon States Language says. What it doesn't know it refuses, so that no field is ever ignored in silence.
// https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
import type { ListedObject, Listing } from '../../lambda/watch/listing.ts';

export interface Surroundings {
  /** By the bucket's name. */
  listing(bucket: string): Listing;
  /** By ARN; what one throws is the state's error. */
  readonly functions: Readonly<Record<string, (payload: unknown) => Promise<unknown>>>;
  /** Waiting between two tries; called with seconds. */
  pause(seconds: number): Promise<void>;
}

export interface Execution {
  readonly status: 'SUCCEEDED' | 'FAILED';
  /** Of the children that succeeded, in the order of the batches. */
  readonly outputs: readonly unknown[];
  readonly failed: number;
  /** Children that never ran, because too many others had failed. */
  readonly notStarted: number;
  readonly mostAtOnce: number;
}

type Json = Readonly<Record<string, unknown>>;

const KNOWN = {
  machine: ['Comment', 'StartAt', 'States'],
  map: [
    'Type',
    'Label',
    'ItemReader',
    'ItemSelector',
    'ItemBatcher',
    'MaxConcurrencyPath',
    'ToleratedFailurePercentage',
    'ItemProcessor',
    'ResultWriter',
    'End',
  ],
  processor: ['ProcessorConfig', 'StartAt', 'States'],
  batcher: ['MaxItemsPerBatch', 'MaxInputBytesPerBatch', 'BatchInput'],
  task: ['Type', 'Resource', 'Parameters', 'TimeoutSeconds', 'Retry', 'OutputPath', 'End'],
  retry: ['ErrorEquals', 'MaxAttempts', 'IntervalSeconds', 'BackoffRate', 'JitterStrategy'],
};

/** Runs `machine` with `input`; children run side by side as far as MaxConcurrencyPath allows. */
export async function execution(machine: object, input: object, world: Surroundings): Promise<Execution> {
  const map = onlyState(known(machine, 'machine'), 'map');
  const processor = known(map.ItemProcessor, 'processor');
  const task = onlyState(processor, 'task');
  const items = await itemsOf(map, input, world);
  const batches = batched(items, known(map.ItemBatcher, 'batcher'), input);
  const concurrency = Number(valueAt(String(map.MaxConcurrencyPath), input));
  const tolerated = (Number(map.ToleratedFailurePercentage) / 100) * items.length;

  const outputs: unknown[] = [];
  let [next, failedItems, failed, running, mostAtOnce] = [0, 0, 0, 0, 0];
  const worker = async () => {
    while (next < batches.length && failedItems <= tolerated) {
      const index = next++;
      const batch = batches[index] as { readonly Items: readonly unknown[] };
      mostAtOnce = Math.max(mostAtOnce, ++running);
      try {
        outputs[index] = await childOutput(task, batch, world);
      } catch {
        failed++;
        failedItems += batch.Items.length;
      }
      running--;
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, batches.length) }, worker));
  const status = failedItems > tolerated ? 'FAILED' : 'SUCCEEDED';
  return { status, outputs: outputs.filter(Boolean), failed, notStarted: batches.length - next, mostAtOnce };
}

async function itemsOf(map: Json, input: object, world: Surroundings): Promise<readonly Json[]> {
  const reader = map.ItemReader as { readonly Resource: string; readonly Parameters: Json };
  if (reader.Resource !== 'arn:aws:states:::s3:listObjectsV2') throw new Error(`no reader ${reader.Resource}`);
  const { Bucket, Prefix } = filled(reader.Parameters, input) as { readonly Bucket: string; readonly Prefix: string };
  const items: Json[] = [];
  for await (const object of allObjects(world.listing(Bucket), Prefix)) {
    // As the documentation of ItemReader shows an item of a listing; the time is in whole seconds.
    const value = {
      Key: object.key,
      Etag: object.etag,
      LastModified: Math.floor(object.lastModified.getTime() / 1000),
    };
    items.push(filled(map.ItemSelector as Json, input, { Map: { Item: { Value: value } } }));
  }
  return items;
}

async function* allObjects(listing: Listing, prefix: string): AsyncGenerator<ListedObject> {
  for (let after: string | null = null; ; ) {
    const { objects, isLast } = await listing.page(prefix, after);
    yield* objects;
    const last = objects.at(-1);
    if (isLast || !last) return;
    after = last.key;
  }
}

function batched(items: readonly Json[], batcher: Json, input: object): readonly Json[] {
  const BatchInput = filled(batcher.BatchInput as Json, input);
  const batches: { BatchInput: Json; Items: Json[] }[] = [];
  for (const item of items) {
    const last = batches.at(-1);
    const grown = last && { ...last, Items: [...last.Items, item] };
    const fits =
      grown &&
      grown.Items.length <= Number(batcher.MaxItemsPerBatch) &&
      Buffer.byteLength(JSON.stringify(grown)) <= Number(batcher.MaxInputBytesPerBatch);
    if (fits) last.Items.push(item);
    else batches.push({ BatchInput, Items: [item] });
  }
  return batches;
}

/** One child: its task, tried again as its retrier says. */
async function childOutput(task: Json, input: Json, world: Surroundings): Promise<unknown> {
  if (task.Resource !== 'arn:aws:states:::lambda:invoke') throw new Error(`no task ${task.Resource}`);
  const { FunctionName, Payload } = filled(task.Parameters as Json, input) as {
    FunctionName: string;
    Payload: unknown;
  };
  const [retrier] = task.Retry as readonly Json[];
  const { MaxAttempts, IntervalSeconds, BackoffRate } = known(retrier, 'retry') as unknown as Record<string, number>;
  const invoked = world.functions[FunctionName];
  if (!invoked) throw new Error(`no function ${FunctionName}`);
  for (let attempt = 0; ; attempt++) {
    try {
      // What is handed over is JSON, so nothing else may get through.
      const answer = { Payload: JSON.parse(JSON.stringify(await invoked(JSON.parse(JSON.stringify(Payload))))) };
      return valueAt(String(task.OutputPath), answer);
    } catch (error) {
      if (attempt >= (MaxAttempts ?? 0)) throw error;
      await world.pause((IntervalSeconds ?? 1) * (BackoffRate ?? 2) ** attempt);
    }
  }
}

function onlyState(machine: Json, kind: 'map' | 'task'): Json {
  const states = machine.States as Json;
  const names = Object.keys(states);
  if (names.length !== 1 || names[0] !== machine.StartAt) throw new Error(`not one state: ${names}`);
  return known(states[String(machine.StartAt)], kind);
}

/** @throws Error for a field that this interpreter doesn't know */
function known(value: unknown, kind: keyof typeof KNOWN): Json {
  const strange = Object.keys(value as Json).filter((field) => !KNOWN[kind].includes(field));
  if (strange.length > 0) throw new Error(`this interpreter knows no ${strange} in a ${kind}`);
  return value as Json;
}

/** A payload template: keys that end in `.$` are paths into the input, or into the context object (`$$`). */
function filled(template: Json, input: unknown, context: unknown = {}): Json {
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => {
      if (!key.endsWith('.$')) return [key, value];
      const path = String(value);
      return [key.slice(0, -2), path.startsWith('$$') ? valueAt(path.slice(1), context) : valueAt(path, input)];
    }),
  );
}

/** `$`, `$.a.b`. */
function valueAt(path: string, input: unknown): unknown {
  const [root, ...names] = path.split('.');
  if (root !== '$') throw new Error(`no path ${path}`);
  return names.reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null || !(name in value)) throw new Error(`nothing at ${path}`);
    return (value as Json)[name];
  }, input);
}
