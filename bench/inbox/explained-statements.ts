import type pg from 'pg';

interface Explained {
  readonly 'Query Text': string;
  readonly Plan: { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number };
}

/** A statement as the host sent it, and the shared buffers that each of its executions touched. */
export interface Statement {
  readonly text: string;
  readonly buffers: readonly number[];
  /** Of the execution that touched the most. */
  readonly plan: unknown;
}

/** What auto_explain says about the statements that the host runs, read out of PostgreSQL's log. */
export class ExplainedStatements {
  private open: string[] | undefined;
  private plans: Explained[] = [];
  /** Plans that could not be read. */
  torn = 0;

  /** Takes a line of the log. */
  readonly take = (line: string): void => {
    if (line.startsWith('\t')) {
      this.open?.push(line);
      return;
    }
    this.finish();
    if (/^LOG: +duration: .* plan:$/.test(line)) this.open = [];
  };

  /** Has every statement explained that the role runs in sessions of later. */
  static async begin(admin: pg.Client, role: string): Promise<void> {
    await admin.query(`load 'auto_explain'`);
    const settings = {
      session_preload_libraries: 'auto_explain',
      'auto_explain.log_min_duration': '0',
      'auto_explain.log_analyze': 'on',
      'auto_explain.log_buffers': 'on',
      'auto_explain.log_timing': 'off',
      'auto_explain.log_format': 'json',
    };
    for (const [name, value] of Object.entries(settings)) {
      await admin.query(`alter role ${role} set ${name} = '${value}'`);
    }
  }

  /** @returns what was explained since the last call, of statements that read or write messages, most buffers first */
  collect(): Statement[] {
    this.finish();
    const plans = this.plans.filter((plan) => plan['Query Text'].includes('inbox.'));
    this.plans = [];
    const byText = Map.groupBy(plans, (plan) => plan['Query Text'].replaceAll(/\s+/g, ' ').trim());
    return [...byText]
      .map(([text, ofText]) => {
        const plans = ofText
          .map(({ Plan }) => Plan)
          .toSorted((a, b) => buffersOf(b) - buffersOf(a));
        return { text, buffers: plans.map(buffersOf), plan: plans[0] };
      })
      .toSorted((a, b) => Math.max(...b.buffers) - Math.max(...a.buffers));
  }

  private finish(): void {
    if (!this.open) return;
    try {
      this.plans.push(JSON.parse(this.open.join('\n')) as Explained);
    } catch (error) {
      // Two sessions may write to the log at once, one into a long plan of the other: that one is left out.
      if (!(error instanceof SyntaxError)) throw error;
      this.torn += 1;
    }
    this.open = undefined;
  }
}

const buffersOf = (plan: Explained['Plan']): number =>
  plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
