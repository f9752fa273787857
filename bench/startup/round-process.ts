/** One start in a process of its own: nothing is warm. */
import { measureRound, type RoundOrder } from './round.js';

const order = JSON.parse(process.argv[2] ?? '') as RoundOrder;
const round = await measureRound(order);
process.stdout.write(`${JSON.stringify(round)}\n`, () => process.exit(0));
