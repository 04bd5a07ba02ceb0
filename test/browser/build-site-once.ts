// Builds the static site once before any test opens it.
import { execFileSync } from 'node:child_process';

export default function buildSiteOnce(): void {
  execFileSync('npm', ['run', '-s', 'site'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
