// Builds dist/: the command, the construct library, and one folder with one file for each Lambda function.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { CHART_STYLE } from '../lambda/report/chart/palette.ts';
import { inOneScope, REQUIRE } from './build/one-scope.ts';
import { SMALLER_SDK } from './build/smaller-sdk.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** The oldest Node that the command and the construct run on, as package.json's `engines` has it. */
const OLDEST_NODE = 'node20';

/** Browsers of 2023, the first that all have constructed stylesheets and `dialog`. */
const OLDEST_BROWSERS = ['chrome112', 'firefox112', 'safari16.4'];

const COMMON: BuildOptions = {
  absWorkingDir: PROJECT,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'warning',
};

/** A subcommand stays where it is until it is called: in a file of its own beside the command's. */
const SUBCOMMANDS_APART: Plugin = {
  name: 'subcommands-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/tillwatch\/[\w-]+\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./commands/${basename(path, '.ts')}.js`, external: true } : null,
    );
  },
};

/** What hardly a call needs of Node (digests, gzip, standard input, other programs) is loaded by the first that does. */
const SELDOM_NEEDED: Plugin = {
  name: 'seldom-needed',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:(child_process|crypto|fs|stream\/consumers|v8|zlib)$/ }, ({ path, namespace }) =>
      namespace === 'seldom-needed' ? { path, external: true } : { path, namespace: 'seldom-needed' },
    );
    onLoad({ filter: /.*/, namespace: 'seldom-needed' }, async ({ path }) => {
      const functions = Object.entries(await import(path)).filter(([, value]) => typeof value === 'function');
      const deferred = ([name]: [string, unknown]) =>
        `export const ${name} = (...given) => require('${path}').${name}(...given);`;
      return { contents: functions.map(deferred).join('\n') };
    });
  },
};

/** The command itself and `score`, which scripts call all day: one file each, because Node spends over 1 ms on a file. */
const COMMAND: BuildOptions = {
  ...COMMON,
  entryPoints: { tillwatch: 'bin/tillwatch.ts', 'commands/score': 'bin/tillwatch/score.ts' },
  outdir: 'dist',
  target: OLDEST_NODE,
  banner: { js: REQUIRE },
  plugins: [SUBCOMMANDS_APART, SELDOM_NEEDED],
};

/** The other subcommands share their parts. */
const SUBCOMMANDS: BuildOptions = {
  ...COMMON,
  entryPoints: subcommands()
    .filter((file) => file !== 'score.ts')
    .map((file) => `bin/tillwatch/${file}`),
  outdir: 'dist/commands',
  target: OLDEST_NODE,
  splitting: true,
  chunkNames: 'shared/[name]-[hash]',
  banner: { js: REQUIRE },
  // It has a native part, which can't be bundled.
  external: ['@duckdb/node-api'],
};

/** Constructs must be those of the app that uses them, so the CDK stays outside. */
const CONSTRUCT: BuildOptions = {
  ...COMMON,
  entryPoints: { index: 'lib/index.ts' },
  outdir: 'dist',
  target: OLDEST_NODE,
  external: ['aws-cdk-lib', 'constructs'],
};

/**
 * The SDK goes into the bundle: the one that Lambda's runtime brings changes without notice. No source map, because Node
 * reads it at every cold start. `mainFields` prefers ES modules, of which unused parts are left out.
 */
const FUNCTIONS: BuildOptions = {
  ...COMMON,
  ...inOneScope(['handler']),
  entryPoints: Object.fromEntries(handlers().map((name) => [`${name}/index`, `lambda/${name}.ts`])),
  outdir: 'dist/functions',
  outExtension: { '.js': '.mjs' },
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  charset: 'utf8',
  plugins: [...SMALLER_SDK],
};

/** The dashboard's page, for browsers: one script and one stylesheet, the charts' colours first. */
const DASHBOARD: BuildOptions = {
  ...COMMON,
  entryPoints: { page: 'local/dashboard/page/main.ts' },
  outdir: 'dist/dashboard',
  banner: { css: CHART_STYLE },
  platform: 'browser',
  target: OLDEST_BROWSERS,
  minify: true,
};

/** Names of the files in bin/tillwatch/ that the command loads when they are called. */
function subcommands(): readonly string[] {
  const command = readFileSync(join(PROJECT, 'bin/tillwatch.ts'), 'utf8');
  return [...new Set([...command.matchAll(/\bimport\('\.\/tillwatch\/([\w-]+\.ts)'\)/g)].map(([, file = '']) => file))];
}

/** Names of the files in lambda/ that are a function. */
function handlers(): readonly string[] {
  const folder = join(PROJECT, 'lambda');
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return files
    .filter((file) => /^export const handler\b/m.test(readFileSync(join(folder, file), 'utf8')))
    .map((file) => basename(file, '.ts'));
}

const built = await Promise.all(
  [COMMAND, SUBCOMMANDS, CONSTRUCT, FUNCTIONS, DASHBOARD].map((options) => build({ ...options, metafile: true })),
);
const outputs = new Set(built.flatMap(({ metafile }) => Object.keys(metafile?.outputs ?? {})));

// A function that is gone, or a chunk that nothing imports any more, must not be packed. What is still there stays all
// the while: somebody else may be using it.
for (const folder of ['dist/commands', 'dist/functions']) {
  for (const file of readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })) {
    const path = `${folder}/${file}`;
    if (extname(path) !== '' && !outputs.has(path)) rmSync(join(PROJECT, path));
  }
}
