import type { Readable } from 'node:stream';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/**
 * Receives what a service prints, one line a call, without line break and without colour codes.
 * `level` is taken from the service's own marking of the line.
 */
export type OnLog = (line: string, level: LogLevel) => void;

/** Hands out what both streams bring, line by line. */
export function eachLine(streams: readonly Readable[], onLine: (line: string) => void): void {
  for (const stream of streams) {
    const splitter = lineSplitter(onLine);
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => splitter.push(chunk));
    stream.on('end', () => splitter.end());
  }
}

/** Cuts a stream of text chunks into lines; an unfinished last line is handed out by `end`. */
export function lineSplitter(onLine: (line: string) => void) {
  let rest = '';
  const emit = (line: string) => {
    const text = line.trimEnd();
    if (text !== '') onLine(text);
  };
  return {
    push(chunk: string): void {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) emit(line);
    },
    end(): void {
      emit(rest);
      rest = '';
    },
  };
}
