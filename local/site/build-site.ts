// npm run site: the dashboard as one HTML file that needs nothing else: opened from disk, or put on any static host.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { CHART_STYLE } from '../../lambda/report/chart/palette.ts';
import { pageFrame } from '../dashboard/page-html.ts';
import { sampleAnswers } from './sample-answers.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const TARGET = join(HERE, '..', '..', 'dist', 'site', 'index.html');

/** In the page's place of Node's own modules. */
const NODE_IN_THE_BROWSER = Object.fromEntries(
  ['buffer', 'crypto', 'stream', 'zlib'].map((name) => [`node:${name}`, join(HERE, 'node', `${name}.ts`)]),
);

const { outputFiles } = await build({
  entryPoints: { page: join(HERE, 'page', 'main.ts') },
  outdir: join(HERE, 'page'),
  write: false,
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  charset: 'utf8',
  loader: { '.csv': 'text' },
  define: { SAMPLE_ANSWERS: JSON.stringify(await sampleAnswers()) },
  alias: { ...NODE_IN_THE_BROWSER, 'csv-parse/sync': 'csv-parse/browser/esm/sync' },
  inject: [join(HERE, 'node', 'buffer.ts')],
  logLevel: 'warning',
});
const script = contentOf('page.js');
const style = `${CHART_STYLE}\n${contentOf('page.css')}`;

/** What runs is what was built here; nothing is fetched and nothing is sent. */
const POLICY = [
  "default-src 'none'",
  `script-src '${hashOf(script)}'`,
  `style-src '${hashOf(style)}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

mkdirSync(dirname(TARGET), { recursive: true });
writeFileSync(
  TARGET,
  pageFrame(
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<style>${style}</style>
<script type="module">${script}</script>`,
  ),
);
console.log(`${TARGET}: open it in a browser, or put it on any static host`);

function contentOf(name: string): string {
  const file = outputFiles.find(({ path }) => path.endsWith(name));
  if (!file) throw new TypeError(`esbuild made no ${name}`);
  return file.text;
}

/** https://www.w3.org/TR/CSP3/#grammardef-hash-source */
function hashOf(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}
