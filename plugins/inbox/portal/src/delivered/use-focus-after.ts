import { type RefObject, useEffect, useRef } from 'react';

/**
 * Whoever works by keyboard is afterwards where they were: the button is focused when something is
 * over that took it away or disabled it.
 */
export function useFocusAfter(isGoingOn: boolean): RefObject<HTMLButtonElement> {
  const button = useRef<HTMLButtonElement>(null);
  const wasGoingOn = useRef(false);
  useEffect(() => {
    if (wasGoingOn.current && !isGoingOn) button.current?.focus();
    wasGoingOn.current = isGoingOn;
  }, [isGoingOn]);
  return button;
}
