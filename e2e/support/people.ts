/** Sample logins of `start --demo`. */
export const people = {
  admin: 'admin@acme.example',
  viewer: 'viewer@acme.example',
  emma: 'emma@acme.example',
  layla: 'layla@acme.example',
  noam: 'noam@acme.example',
  platform: 'platform@promenade.example',
  globex: 'admin@globex.example',
} as const;

export const password = 'promenade';
