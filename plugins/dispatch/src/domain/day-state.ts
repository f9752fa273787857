/** How far a dispatch day is, as far as somebody decides it. */
export type KeptState = 'RUNNING' | 'PAUSED' | 'CANCELLED';

/** `DONE`: each of its slices is delivered. */
export type DayState = KeptState | 'DONE';

export type DayAction = 'pause' | 'resume' | 'cancel';

const outcomes = { pause: 'PAUSED', resume: 'RUNNING', cancel: 'CANCELLED' } as const;

/**
 * What an action makes of a day; one that has had its effect already changes nothing.
 * @returns undefined where it is too late for it: a day that is done or cancelled stays so
 */
export const stateAfter = (state: DayState, action: DayAction): KeptState | undefined => {
  const outcome = outcomes[action];
  return state === 'RUNNING' || state === 'PAUSED' || state === outcome ? outcome : undefined;
};
