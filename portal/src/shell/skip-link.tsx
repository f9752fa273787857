import { useTranslation } from 'react-i18next';
import styles from './shell.module.css';

/** The first stop of the keyboard: past header and menu, to the content. */
export function SkipLink({ targetId }: { targetId: string }) {
  const { t } = useTranslation('portal');
  return (
    <a className={styles.skipLink} href={`#${targetId}`}>
      {t('shell.skipToContent')}
    </a>
  );
}
