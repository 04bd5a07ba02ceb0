// Builds the command once before any test runs: tests that start `tillwatch` as a process use what a user would use.
import { execFileSync } from 'node:child_process';

export default function buildOnce(): void {
  execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
}
