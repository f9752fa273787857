import type { AppIcons } from '@backstage/core-app-api';
import { Icon } from '@promenade/portal-kit';

const None = () => <Icon name="puzzle" />;

/** Backstage wants these by name; the portal's own pages draw icons of the kit. */
export const backstageIcons: AppIcons = {
  'kind:api': None,
  'kind:component': None,
  'kind:domain': None,
  'kind:group': None,
  'kind:location': None,
  'kind:system': None,
  'kind:user': None,
  'kind:resource': None,
  'kind:template': None,
  brokenImage: None,
  catalog: None,
  chat: None,
  dashboard: None,
  docs: None,
  email: None,
  github: None,
  group: None,
  help: None,
  scaffolder: None,
  search: None,
  techdocs: None,
  user: None,
  warning: None,
  star: None,
  unstarred: None,
};
