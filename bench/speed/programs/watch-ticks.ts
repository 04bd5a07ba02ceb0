// Ticks of the watch over checkouts in memory. Argument: how many checkouts.
import { watchTicks } from '../watch-ticks.ts';

watchTicks(Number(process.argv[2])).then((ticks) => console.log(JSON.stringify(ticks)));
