// Sums the runners' reports into the closing line. usage: node sum.mjs FOLDER FAILED_STEPS REPORT…
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, failedSteps, ...reports] = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const name of reports) {
  const file = join(folder, `${name}.json`);
  if (!existsSync(file)) {
    console.log(`no report of ${name}`);
    failed++;
    continue;
  }
  const { numPassedTests, numTotalTests } = JSON.parse(readFileSync(file, 'utf8'));
  passed += numPassedTests;
  // Whatever didn't pass, skipped tests included, is a failure here.
  failed += numTotalTests - numPassedTests;
}
// A step may fail without a failing test: a suite that doesn't load, lint, types.
failed = Math.max(failed, Number(failedSteps));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
