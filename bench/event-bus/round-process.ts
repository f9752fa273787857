/** One round in a process of its own, so that no adapter pays for the other's memory or warm code. */
import { measureRound, type RoundOrder } from './round.js';

const order = JSON.parse(process.argv[2] ?? '') as RoundOrder;
process.stdout.write(`${JSON.stringify(await measureRound(order))}\n`);
