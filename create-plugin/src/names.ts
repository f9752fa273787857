/** What a new plugin is called, everywhere where it is called something. */
export interface Names {
  /** kebab-case: `vip-lounge`. */
  readonly id: string;
  /** Its schema in the database: `vip_lounge`. */
  readonly schema: string;
  /** `promenade-plugin-vip-lounge`, or `@acme/promenade-plugin-vip-lounge`. */
  readonly packageName: string;
  /** Its name for people, by language. */
  readonly titles: Readonly<Record<'en' | 'ar' | 'he', string>>;
}

/** What the template is called: a plugin like any other, and real, so that it is built and tested with the framework. */
export const templateNames: Names = {
  id: 'sample-plugin',
  schema: 'sample_plugin',
  packageName: 'promenade-plugin-sample-plugin',
  titles: { en: 'Sample plugin', ar: 'إضافة نموذجية', he: 'תוסף לדוגמה' },
};

/** `vip-lounge` in words: `Vip lounge`. */
export const titleOf = (id: string): string =>
  id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');

export const namesOf = (answers: {
  readonly id: string;
  readonly scope: string | undefined;
  readonly titles: Names['titles'];
}): Names => {
  const { id, scope, titles } = answers;
  const bare = `promenade-plugin-${id}`;
  return {
    id,
    schema: id.replaceAll('-', '_'),
    packageName: scope ? `@${scope.replace(/^@/, '')}/${bare}` : bare,
    titles,
  };
};
