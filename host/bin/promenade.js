#!/usr/bin/env node
// Runs on an older Node too: it finds the one that the packages bring, and starts the command line with it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The first major version that Promenade runs on. */
const NEEDED = 24;
const MAIN = new URL('../dist/cli/main.js', import.meta.url);

if (!existsSync(MAIN)) {
  fail(`Promenade is not built. Run 'npm run build' first.`);
} else if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  await import(MAIN.href);
} else {
  runWith(nodeOfPackages());
}

/** The Node of the optional dependency for this platform. */
function nodeOfPackages() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  try {
    const require = createRequire(import.meta.url);
    return require.resolve(`node-${platform}-${process.arch}/bin/${file}`);
  } catch {
    return undefined;
  }
}

function runWith(node) {
  if (!node) {
    fail(
      `Promenade needs Node ${NEEDED} or newer; this is ${process.version}. Install it from https://nodejs.org.`,
    );
    return;
  }
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawn(node, args, { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both; the command line takes signals that come together for one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => fail(`${node} cannot be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}

function fail(message) {
  process.stderr.write(`promenade: ${message}\n`);
  process.exitCode = 1;
}
