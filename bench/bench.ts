// npm run bench [-- TOPIC…] [-- --quick]: measures speed and cost against their floors and prints them. All topics in full
// are also written to RESULTS.md, and a file's work to load/service-times.json, for `npm run cost`.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { keepTimes, keptTimes } from './load/service-times.ts';
import { thisMachine } from './speed/machine.ts';
import { type Measured, resultsPage } from './speed/results.ts';
import { TOPICS } from './speed/topics.ts';

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const unknown = positionals.filter((name) => !TOPICS.some((topic) => topic.name === name));
if (unknown.length > 0) {
  console.error(`no topic ${unknown.join(', ')}; there are ${TOPICS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const chosen = positionals.length === 0 ? TOPICS : TOPICS.filter(({ name }) => positionals.includes(name));
const machine = thisMachine(new Date());
const measured: Measured[] = [];
let times = keptTimes();
for (const topic of chosen) {
  const begin = performance.now();
  const findings = await topic.measure(values.quick ? 'quick' : 'full', times);
  times = findings.times ?? times;
  measured.push({ topic, findings });
  console.error(`${topic.name}: ${((performance.now() - begin) / 1_000).toFixed(0)} s`);
}

const page = resultsPage(measured, machine);
console.log(page);
if (chosen === TOPICS && !values.quick) {
  writeFileSync(new URL('RESULTS.md', import.meta.url), page);
  keepTimes(times);
}
