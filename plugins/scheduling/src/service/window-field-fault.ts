import { type WindowFault, windowFault } from '../domain/event-window.js';

/** What is wrong with a window, and of which field it is said; undefined when nothing is. */
export const windowFieldFault = (
  window: Parameters<typeof windowFault>[0],
): (WindowFault & { readonly field: 'end_datetime' }) | undefined => {
  const fault = windowFault(window);
  return fault && { ...fault, field: 'end_datetime' };
};
