import { Box } from '@promenade/portal-kit';
import styles from './raw-text.module.css';

interface RawTextProps {
  /** For screen readers; the text can be scrolled and so has the focus. */
  label: string;
  children: string;
}

/** Text of machines, as it is: left to right in every language. */
export function RawText({ label, children }: RawTextProps) {
  return (
    <Box
      component="pre"
      dir="ltr"
      role="region"
      tabIndex={0}
      aria-label={label}
      className={styles.text}
    >
      {children}
    </Box>
  );
}
