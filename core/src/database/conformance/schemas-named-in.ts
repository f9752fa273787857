const comment = /--[^\n]*|\/\*[\s\S]*?\*\//g;

/**
 * Which of some schemas a piece of SQL names, and what of them: `promenade.outbox`. Texts in quotes count as well, since a
 * function may run what they say; comments do not.
 */
export const schemasNamedIn = (text: string, schemas: readonly string[]): readonly string[] => {
  const code = text.replaceAll(comment, ' ');
  const named = schemas.flatMap((schema) => {
    const quoted = schema.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
    const pattern = new RegExp(
      String.raw`(?<![\w$."])(?:"${quoted}"|${quoted})\s*\.\s*"?([a-z_][\w$]*)`,
      'gi',
    );
    return [...code.matchAll(pattern)].map(([, name]) => `${schema}.${name}`);
  });
  return [...new Set(named)];
};
