/** The line of the message above or below the one that has the focus; undefined for other keys, and at either end. */
export function lineBeside(line: HTMLElement, key: string): HTMLElement | undefined {
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  const item = line.closest('li');
  const other = key === 'ArrowDown' ? item?.nextElementSibling : item?.previousElementSibling;
  return other?.querySelector<HTMLElement>('button[aria-expanded]') ?? undefined;
}
