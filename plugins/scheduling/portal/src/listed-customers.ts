/** Most customers that an event can list. */
export const MOST_LISTED = 10_000;

/** What is no customer's id, and the line that it stands in, from 1. */
export interface FaultyEntry {
  line: number;
  entry: string;
}

export interface ListedCustomers {
  /** Each customer once. */
  ids: string[];
  faults: FaultyEntry[];
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads pasted ids: one on each line, or several parted by commas, semicolons or blanks; quotes around them are dropped. */
export function listedCustomers(text: string): ListedCustomers {
  const ids = new Set<string>();
  const faults: FaultyEntry[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    for (const piece of line.split(/[\s,;]+/)) {
      const entry = piece.replace(/^["']+|["']+$/g, '');
      if (!entry) continue;
      if (ID.test(entry.toLowerCase())) ids.add(entry.toLowerCase());
      else faults.push({ line: index + 1, entry });
    }
  }
  return { ids: [...ids], faults };
}

/** Whether a list can be sent: nothing in it is no id, and it is not too long. That it is empty the server says. */
export function isWithoutFaults(text: string): boolean {
  const { ids, faults } = listedCustomers(text);
  return faults.length === 0 && ids.length <= MOST_LISTED;
}
