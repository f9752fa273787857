import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * A shell that waits on a pipe held by this process. However this process ends, kill -9 included,
 * the pipe closes and the guardian signals the child, so that it does not live on as an orphan.
 * POSIX shell, hence alike on Linux and macOS.
 */
const SCRIPT = 'read -r _ && exit 0; kill -s "$2" "$1" 2>/dev/null';

export interface Guardian {
  pid: number | undefined;
  /** To be called once the child has ended: its pid may be another process' from then on. */
  dismiss(): void;
}

export function guard(childPid: number, stopSignal: 'SIGINT' | 'SIGTERM'): Guardian {
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'guardian', `${childPid}`, stopSignal.slice(3)], {
    detached: true,
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell the record on disk still finds the orphan at the next start.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  if (shell.stdin instanceof Socket) shell.stdin.unref();
  return {
    pid: shell.pid,
    dismiss: () => void shell.stdin.end('\n'),
  };
}
