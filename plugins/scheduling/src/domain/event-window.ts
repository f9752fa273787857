const dayMs = 86_400_000;

/** Longest window of an event, in days of 24 hours. */
const longestWindowDays = 366;

/** Why a window cannot be an event's, as a code of its `end_datetime`. */
export interface WindowFault {
  readonly code: 'end-before-start' | 'window-too-long';
  readonly params: { readonly days: number };
}

/** What is wrong with a window, or undefined when nothing is. */
export const windowFault = (window: {
  readonly start: Date;
  readonly end: Date;
}): WindowFault | undefined => {
  const length = window.end.getTime() - window.start.getTime();
  const params = { days: longestWindowDays };
  if (length <= 0) return { code: 'end-before-start', params };
  return length > longestWindowDays * dayMs ? { code: 'window-too-long', params } : undefined;
};
