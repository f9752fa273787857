import { Icon, UnstyledButton, useApi, useToasts } from '@promenade/portal-kit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rememberedMerchant } from '../session/browser-storage.js';
import styles from './shell.module.css';

/** Ends the session here and at the identity provider. */
export function LogoutButton() {
  const { t } = useTranslation('portal');
  const api = useApi();
  const { failure } = useToasts();
  const [leaving, setLeaving] = useState(false);

  const logout = async () => {
    setLeaving(true);
    try {
      const { redirect_to: address } = await api.post<{ redirect_to: string }>('/auth/logout');
      rememberedMerchant.forget();
      window.location.assign(address);
    } catch (error) {
      setLeaving(false);
      failure(error);
    }
  };

  return (
    <UnstyledButton className={styles.accountLink} onClick={() => void logout()} disabled={leaving}>
      <Icon name="logout" />
      <span className={styles.accountLabel}>{t('shell.logout')}</span>
    </UnstyledButton>
  );
}
