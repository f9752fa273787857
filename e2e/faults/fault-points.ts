import type { Installation } from './installation.js';
import type { SeededRandom } from './seeded-random.js';

/** What can be killed; each is started again where it does not come back by itself. */
export const targets = {
  host: async ({ host }: Installation) => {
    await host.kill();
    await host.start();
  },
  broker: ({ services }: Installation) => services.killBroker(),
  'PostgreSQL (postmaster)': ({ services }: Installation) => services.killPostgres(),
  'PostgreSQL (one backend)': ({ services }: Installation) => services.killBackend(),
  Restate: ({ services }: Installation) => services.killRestate(),
} as const satisfies Record<string, (at: Installation) => Promise<void>>;

export type Target = keyof typeof targets;

export interface FaultPoint {
  readonly target: Target;
  /** When: after a share of the time that a dispatch takes undisturbed, or when a share of its customers has been reached. */
  readonly at: { readonly time: number } | { readonly progress: number };
}

/** So many points of each target, in random order. Some come before the first message: that is when timers and relay are at work. */
export const faultPoints = (random: SeededRandom, points: number): FaultPoint[] =>
  random.shuffled(
    (Object.keys(targets) as Target[]).flatMap((target) =>
      Array.from({ length: points }, (): FaultPoint => {
        const share = random.share();
        return { target, at: random.share() < 0.4 ? { time: share } : { progress: share } };
      }),
    ),
  );
