import * as restate from '@restatedev/restate-sdk';

interface Armed {
  /** Distinguishes this due time from earlier ones: a delayed call of an older generation does nothing. */
  readonly generation: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

interface TimerState extends restate.TypedState {
  armed: Armed;
  generation: number;
}

/** Calls what is due for a key. @returns the next due time in epoch milliseconds, or null when the timer is done. */
export type FireTimer = (key: string) => Promise<number | null>;

const plan = async (
  ctx: restate.ObjectContext<TimerState>,
  name: string,
  at: number,
): Promise<void> => {
  const generation = ((await ctx.get('generation')) ?? 0) + 1;
  ctx.set('generation', generation);
  ctx.set('armed', { generation, at });
  const delay = Math.max(0, at - (await ctx.date.now()));
  ctx.genericSend({
    service: name,
    method: 'fire',
    key: ctx.key,
    parameter: { generation },
    inputSerde: restate.serde.json,
    delay,
  });
};

/** The virtual object behind every durable timer: one key, one due time, one call at a time. */
export const timerObject = (name: string, fire: FireTimer) =>
  restate.object({
    name,
    handlers: {
      arm: async (ctx: restate.ObjectContext<TimerState>, { at }: { at: number }) => {
        const armed = await ctx.get('armed');
        if (armed?.at !== at) await plan(ctx, name, at);
      },
      cancel: async (ctx: restate.ObjectContext<TimerState>) => {
        ctx.clear('armed');
      },
      fire: async (
        ctx: restate.ObjectContext<TimerState>,
        { generation }: { generation: number },
      ) => {
        const armed = await ctx.get('armed');
        if (armed?.generation !== generation) return;
        const next = await ctx.run('fire', () => fire(ctx.key));
        if (next === null) ctx.clear('armed');
        else await plan(ctx, name, next);
      },
    },
    options: {
      // A due timer is never given up: what fails is the surroundings, and they come back.
      retryPolicy: { initialInterval: 100, exponentiationFactor: 2, maxInterval: 5_000 },
      journalRetention: 0,
      idempotencyRetention: 0,
    },
  });
