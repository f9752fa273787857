/**
 * A shortest cycle for each file that lies on one; files of a cycle already told are left out.
 *
 * @param {ReadonlyMap<string, ReadonlySet<string>>} graph importing file → imported files
 * @returns {string[][]} each begins and ends with the same file
 */
export function shortestCycles(graph) {
  const told = new Set();
  const cycles = [];
  for (const file of [...graph.keys()].sort()) {
    if (told.has(file)) continue;
    const cycle = shortestWayBack(graph, file);
    if (!cycle) continue;
    cycles.push(cycle);
    for (const member of cycle) told.add(member);
  }
  return cycles;
}

function shortestWayBack(graph, start) {
  const cameFrom = new Map();
  const queue = [start];
  for (const file of queue) {
    for (const next of graph.get(file) ?? []) {
      if (next === start) return [...wayTo(cameFrom, file, start), start];
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, file);
      queue.push(next);
    }
  }
  return undefined;
}

function wayTo(cameFrom, file, start) {
  const way = [file];
  while (way[0] !== start) way.unshift(cameFrom.get(way[0]));
  return way;
}
