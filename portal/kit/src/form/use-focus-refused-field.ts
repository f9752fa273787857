import { type RefObject, useEffect, useRef } from 'react';

/**
 * Brings the first refused field of a form into view and focus when the answer arrives; without one,
 * the message at the top of the form.
 */
export function useFocusRefusedField(error: unknown): RefObject<HTMLFormElement> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!error) return;
    const refused = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (refused) refused.focus();
    else form.current?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'center' });
  }, [error]);
  return form;
}
