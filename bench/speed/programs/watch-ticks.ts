// Ticks of the watch over checkouts in memory. Argument: how many checkouts.
import { watchTicks } from '../watch-ticks.ts';

console.log(JSON.stringify(await watchTicks(Number(process.argv[2]))));
