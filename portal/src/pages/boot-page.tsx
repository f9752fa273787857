import { Box, ProblemAlert, ProblemError } from '@promenade/portal-kit';
import { LoadingPage } from './loading-page.js';

interface BootPageProps {
  failure: unknown;
  onRetry: () => void;
}

/** Stands before the first session: a placeholder, or why there is none. */
export function BootPage({ failure, onRetry }: BootPageProps) {
  // Signed out: the browser is already on its way to the login.
  const leaving = failure instanceof ProblemError && failure.status === 401;
  return (
    <Box component="main" maw={720} mx="auto" p="xl">
      {failure && !leaving ? <ProblemAlert error={failure} onRetry={onRetry} /> : <LoadingPage />}
    </Box>
  );
}
