import { runCli } from './run-cli.js';

process.exitCode = await runCli(process.argv.slice(2), {
  environment: process.env,
  folder: process.cwd(),
  isTerminal: process.stdout.isTTY,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
// Nothing should be left by now; what is keeps no operator waiting, and standard output gets time to drain.
setTimeout(() => process.exit(), 1_000).unref();
