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
  /** The delayed call that is on its way. */
  pending: restate.InvocationId;
}

/** Calls what is due for a key. @returns the next due time in epoch milliseconds, or null when the timer is done. */
export type FireTimer = (key: string) => Promise<number | null>;

/** Takes back the delayed call that is on its way, so that calls of earlier plans do not pile up. */
const takeBack = async (ctx: restate.ObjectContext<TimerState>): Promise<void> => {
  const pending = await ctx.get('pending');
  if (pending === null) return;
  ctx.invocation(pending).cancel();
  ctx.clear('pending');
};

const plan = async (
  ctx: restate.ObjectContext<TimerState>,
  name: string,
  at: number,
): Promise<void> => {
  await takeBack(ctx);
  const generation = ((await ctx.get('generation')) ?? 0) + 1;
  ctx.set('generation', generation);
  ctx.set('armed', { generation, at });
  const call = ctx.genericSend({
    service: name,
    method: 'fire',
    key: ctx.key,
    parameter: { generation },
    inputSerde: restate.serde.json,
    delay: Math.max(0, at - (await ctx.date.now())),
  });
  ctx.set('pending', await call.invocationId);
};

/** The virtual object behind every durable timer: one key, one due time, one call at a time. */
export const timerObject = (name: string, fire: FireTimer) =>
  restate.object({
    name,
    handlers: {
      arm: async (ctx: restate.ObjectContext<TimerState>, { at }: { at: number }) => {
        const armed = await ctx.get('armed');
        // Armed without a call on its way is a timer whose call was given up.
        const pending = await ctx.get('pending');
        if (armed?.at !== at || pending === null) await plan(ctx, name, at);
      },
      cancel: async (ctx: restate.ObjectContext<TimerState>) => {
        await takeBack(ctx);
        ctx.clear('armed');
      },
      fire: async (
        ctx: restate.ObjectContext<TimerState>,
        { generation }: { generation: number },
      ) => {
        const armed = await ctx.get('armed');
        if (armed?.generation !== generation) return;
        ctx.clear('pending');
        const next = await ctx.run('fire', () => fire(ctx.key));
        if (next === null) ctx.clear('armed');
        else await plan(ctx, name, next);
      },
    },
    options: {
      // About five minutes of attempts. Then the call is given up rather than paused, since a paused one would block its
      // key; whoever keeps the timer arms it anew (scheduling reconciles each minute).
      retryPolicy: {
        initialInterval: 100,
        exponentiationFactor: 2,
        maxInterval: 5_000,
        maxAttempts: 60,
        onMaxAttempts: 'kill',
      },
      journalRetention: 0,
      idempotencyRetention: 0,
    },
  });
