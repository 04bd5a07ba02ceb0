// All topics, in the order in which they are measured and printed: what others compute with comes first.
import type { Topic } from './topic.ts';
import { bundle } from './topics/bundle.ts';
import { calls } from './topics/calls.ts';
import { command } from './topics/command.ts';
import { cost } from './topics/cost.ts';
import { history } from './topics/history.ts';
import { large } from './topics/large.ts';
import { load } from './topics/load.ts';
import { report } from './topics/report.ts';
import { scrape } from './topics/scrape.ts';
import { throughput } from './topics/throughput.ts';
import { watch } from './topics/watch.ts';
import { work } from './topics/work.ts';

export const TOPICS: readonly Topic[] = [
  bundle,
  work,
  calls,
  throughput,
  large,
  command,
  report,
  watch,
  load,
  cost,
  scrape,
  history,
];
