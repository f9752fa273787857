import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface BenchResult {
  readonly bench: string;
  /** What the numbers depend on: versions, sizes, counts. */
  readonly setting: Readonly<Record<string, string | number>>;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Measured over baseline, both of this run. */
  readonly ratios: Readonly<Record<string, number>>;
  /** Everything that was measured, for later. */
  readonly details: unknown;
}

const folder = join(import.meta.dirname, 'results');

/** Prints the rows and, as the last lines, the ratios; writes the whole as JSON to bench/results. */
export const printResult = (result: BenchResult): void => {
  const lines = [result.columns, ...result.rows].map((row) => row.map(String));
  const widths = result.columns.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  for (const line of lines) {
    const cells = line.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    console.log(cells.join('  '));
  }
  mkdirSync(folder, { recursive: true });
  const file = join(
    folder,
    `${result.bench}-${new Date().toISOString().replaceAll(':', '-')}.json`,
  );
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`\n${file}\n`);
  for (const [name, ratio] of Object.entries(result.ratios)) {
    console.log(`ratio ${name} ${ratio.toFixed(3)}`);
  }
};
