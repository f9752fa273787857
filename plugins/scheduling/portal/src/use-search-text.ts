import { useDebouncedValue } from '@promenade/portal-kit';
import { useEffect, useRef, useState } from 'react';

const SEARCH_DELAY_MS = 250;

/**
 * The text of a search field. It gets into the address when typing pauses, and follows an address that changes otherwise:
 * were every letter to go by way of the address, fast typing would lose some.
 *
 * @param search - what the address says
 */
export function useSearchText(search: string, write: (search: string) => void) {
  const [text, setText] = useState(search);
  const [settled] = useDebouncedValue(text, SEARCH_DELAY_MS);
  const known = useRef(search);
  const pausedAt = useRef(search);
  useEffect(() => {
    // Only a pause writes: a text that the address brought is not written back over it.
    if (settled === pausedAt.current) return;
    pausedAt.current = settled;
    if (settled === known.current) return;
    known.current = settled;
    write(settled);
  }, [settled, write]);
  useEffect(() => {
    if (search === known.current) return;
    known.current = search;
    setText(search);
  }, [search]);
  return { text, setText };
}
