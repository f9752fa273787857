import '@promenade/portal-kit/styles.css';
import { chooseLanguage } from '@promenade/portal-kit';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createAppRoot } from './backstage/create-app-root.js';
import { createI18n } from './i18n.js';
import { showLanguage } from './language/show-language.js';
import { loadPlugins } from './plugins/load-plugins.js';
import { Portal } from './portal.js';
import { rememberedLanguage } from './session/browser-storage.js';
import { createPortalSession } from './session/portal-session.js';

async function start(): Promise<void> {
  const language = chooseLanguage([rememberedLanguage.read(), ...navigator.languages]);
  showLanguage(language);
  const portalSession = createPortalSession(language);
  void portalSession.start();
  const [i18n, plugins] = await Promise.all([createI18n(language), loadPlugins()]);
  const container = document.getElementById('root');
  if (!container) throw new Error('index.html has no element with the id "root"');
  createRoot(container).render(
    <I18nextProvider i18n={i18n}>
      <Portal language={language} portalSession={portalSession} AppRoot={createAppRoot(plugins)} />
    </I18nextProvider>,
  );
}

void start();
