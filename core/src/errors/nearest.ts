/** How many letters must be changed, added or left out to make one word of another. */
const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
};

/** The one of the known words that was most likely meant, or undefined when none is near. */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  const ranked = known
    .map((candidate) => ({ candidate, far: distance(word, candidate) }))
    .toSorted((one, other) => one.far - other.far);
  const [best] = ranked;
  return best && best.far <= Math.max(2, Math.floor(word.length / 3)) ? best.candidate : undefined;
};

/** What an unknown word could be corrected to: "did you mean 'inbox'?", else all that is known. */
export const suggestion = (word: string, known: readonly string[]): string => {
  const meant = nearest(word, known);
  if (meant !== undefined) return `did you mean '${meant}'?`;
  return known.length === 0 ? 'there is none here' : `known here: ${known.join(', ')}`;
};
