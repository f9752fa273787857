import { useSearchParams } from 'react-router-dom';
import { addressOf, type CalendarAddress, changedParams } from './calendar-address.js';

/** What is shown stands in the address, so that a reload, the back button and a link to it keep it. */
export function useCalendarAddress() {
  const [params, setParams] = useSearchParams();
  return {
    ...addressOf(params),
    /** @param options.replace - true for what the back button shall not go through step by step */
    change: (changes: Partial<CalendarAddress>, options: { replace?: boolean } = {}) =>
      setParams((before) => changedParams(before, changes), options),
  };
}
