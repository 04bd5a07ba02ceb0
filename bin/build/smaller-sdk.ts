// The AWS SDK without what a function on Lambda never uses: every kilobyte of a bundle is read at every cold start.
// What is left out, and what that saves, is in docs/decisions/0030-a-smaller-sdk.md; `npm run bench -- bundle` measures it.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Lambda gives a function its credentials in the environment
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), so the chain that would look for them in
 * files, in single sign-on, in other services and on the instance stays out.
 */
const credentialsFromEnvironment: Plugin = {
  name: 'credentials-from-environment',
  setup(build) {
    const chain = '@aws-sdk/credential-provider-node';
    build.onResolve({ filter: new RegExp(`^${chain}$`) }, async ({ path, resolveDir, kind, pluginData }) => {
      if (pluginData === chain) return undefined;
      const found = await build.resolve(path, { resolveDir, kind, pluginData: chain });
      return { path, namespace: 'environment', pluginData: dirname(found.path) };
    });
    build.onLoad({ filter: /.*/, namespace: 'environment' }, ({ pluginData }) => ({
      contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
      resolveDir: pluginData as string,
    }));
  },
};

/**
 * A client describes all its operations in one file, by objects whose keys are constants: `{ [_a]: … }`. The bundler
 * can't know that such a key does nothing, and keeps every object. With the constant's value in its place it keeps those
 * of the operations that are used.
 */
const schemasWithPlainKeys: Plugin = {
  name: 'schemas-with-plain-keys',
  setup(build) {
    build.onLoad({ filter: /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/].*[\\/]schemas_0\.js$/ }, ({ path }) => {
      return { contents: withPlainKeys(readFileSync(path, 'utf8')), loader: 'js' };
    });
  },
};

/** Of its own package file a client needs the version, to name itself by. */
const versionsOnly: Plugin = {
  name: 'versions-only',
  setup(build) {
    build.onLoad({ filter: /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

export const SMALLER_SDK: readonly Plugin[] = [credentialsFromEnvironment, schemasWithPlainKeys, versionsOnly];

/** `source` with `"text":` for `[_name]:` wherever it has `const _name = "text";`. */
export function withPlainKeys(source: string): string {
  const constants = source.matchAll(/^const (\w+) = ("(?:[^"\\]|\\.)*");$/gm);
  const texts = new Map([...constants].map(([, name = '', text = '']) => [name, text]));
  return source.replace(/\[(\w+)\]:/g, (key, name: string) => (texts.has(name) ? `${texts.get(name)}:` : key));
}
