/** The day that was typed as `2026-11-21`; null for anything else, and for a day that no month has. */
export function typedDay(text: string): string | null {
  const day = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const date = new Date(`${day}T00:00:00Z`);
  // A Date moves 30 February on to March: then it is not the day that was typed.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null;
}
