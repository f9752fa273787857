/** Ids of the plugins that ship with Promenade, and what else has its name in the places that an id goes to. */
const takenByPromenade = [
  'campaign-vip',
  'core',
  'dispatch',
  'inbox',
  'information-schema',
  'platform',
  'portal',
  'promenade',
  'promotions',
  'public',
  'scheduling',
];

/** Words that PostgreSQL takes as the name of a schema only in quotes: its reserved key words. */
const reservedInSql = (
  'all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column ' +
  'concurrently constraint create cross current-catalog current-date current-role current-schema current-time ' +
  'current-timestamp current-user default deferrable desc distinct do else end except false fetch for foreign freeze from ' +
  'full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime ' +
  'localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning ' +
  'right select session-user similar some symmetric system-user table tablesample then to trailing true union unique user ' +
  'using variadic verbose when where window with'
).split(' ');

/** @returns why a plugin cannot have the id; undefined when it can. */
export const reasonTaken = (id: string): string | undefined => {
  if (takenByPromenade.includes(id)) return `'${id}' is taken by Promenade itself`;
  if (reservedInSql.includes(id) || id.startsWith('pg-')) {
    return `'${id}' is reserved in PostgreSQL, where the plugin's tables lie in a schema of its name`;
  }
  return undefined;
};
