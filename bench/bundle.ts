// The functions' bundles against the floor: bytes, time to load, memory. `npm run bench:bundle`.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLOORS, type FlooredFunction, floorBundle } from './bundle/floor.ts';
import { loadings } from './bundle/loading.ts';

const TRIES = 25;

const folder = mkdtempSync(join(tmpdir(), 'tillwatch-floor-'));
try {
  console.log(`${cpus()[0]?.model}, Node ${process.version}, the middle of ${TRIES} fresh processes each\n`);
  for (const name of Object.keys(FLOORS) as FlooredFunction[]) {
    const floor = join(folder, `${name}.mjs`);
    writeFileSync(floor, await floorBundle(FLOORS[name]));
    const ours = `dist/functions/${name}/index.mjs`;
    const [ownLoad, floorLoad] = loadings([ours, floor], TRIES);
    if (!ownLoad || !floorLoad) continue;
    console.log(`${name}, against ${Object.keys(FLOORS[name].imports).join(' + ')}`);
    row('bytes', statSync(ours).size, statSync(floor).size, 1.15, 0);
    row('load, ms', ownLoad.ms, floorLoad.ms, 1.15, 1);
    row('memory, MB', ownLoad.megabytes, floorLoad.megabytes, 1.1, 1);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function row(what: string, own: number, floor: number, goal: number, digits: number): void {
  const text = (value: number) => value.toFixed(digits).padStart(9);
  console.log(
    `  ${what.padEnd(11)}${text(own)} of ${text(floor)}   ${(own / floor).toFixed(2)}x, at most ${goal.toFixed(2)}x`,
  );
}
