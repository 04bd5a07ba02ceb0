// The bundles stay near the floor, and what the build leaves out of the SDK is not missed. Bytes alone are compared here:
// `npm run bench -- bundle` measures time and memory.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FLOORS, type FlooredFunction, floorBundle } from '../../bench/speed/floor-bundle.ts';
import { SMALLER_SDK, withPlainKeys } from '../../bin/build/smaller-sdk.ts';

/** Of the floor's bytes. */
const MOST = 1.15;

it.each(Object.keys(FLOORS) as FlooredFunction[])('%s has at most 1.15 times the bytes of its floor', async (name) => {
  const floor = Buffer.byteLength(await floorBundle(FLOORS[name]));
  const own = statSync(`dist/functions/${name}/index.mjs`).size;
  expect(own / floor).toBeLessThanOrEqual(MOST);
});

describe('descriptions of operations', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tillwatch-schemas-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function schemasOf(client: string, plugins: readonly Plugin[]): Promise<Record<string, unknown>> {
    const outfile = join(folder, `${client}-${plugins.length}.mjs`);
    await build({
      entryPoints: [resolve(`node_modules/@aws-sdk/client-${client}/dist-es/schemas/schemas_0.js`)],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
      banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
      plugins: [...plugins],
    });
    return import(pathToFileURL(outfile).href);
  }

  /** Schemas refer to each other by functions, which are told apart by their text. */
  const asText = (schemas: Record<string, unknown>) =>
    JSON.stringify(Object.entries(schemas).sort(), (_key, value) => (typeof value === 'function' ? `${value}` : value));

  it.each(['s3', 'sns', 'sqs', 'secrets-manager'])('of %s are the same with plain keys', async (client) => {
    const [plain, original] = await Promise.all([schemasOf(client, SMALLER_SDK), schemasOf(client, [])]);
    expect(asText(plain)).toBe(asText(original));
    expect(Object.keys(original).length).toBeGreaterThan(10);
  });

  it('change only where a key is a constant text of the same file', () => {
    const source = 'const _a = "x-amz";\nconst b = 1;\nexport var S = { [_a]: 1, [b]: 2, [c]: 3, list: [_a] };';
    expect(withPlainKeys(source)).toBe(
      'const _a = "x-amz";\nconst b = 1;\nexport var S = { "x-amz": 1, [b]: 2, [c]: 3, list: [_a] };',
    );
  });
});
