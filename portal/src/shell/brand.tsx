import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import mark from '../favicon.svg';
import styles from './shell.module.css';

export function Brand() {
  const { t } = useTranslation('portal');
  return (
    <Link to="/" className={styles.brand}>
      <img src={mark} alt="" width={28} height={28} />
      {t('product.name')}
    </Link>
  );
}
