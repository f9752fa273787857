import { LoadingLines, Skeleton, Stack } from '@promenade/portal-kit';

export function LoadingPage() {
  return (
    <Stack gap="lg">
      <Skeleton height={30} width={240} />
      <LoadingLines />
    </Stack>
  );
}
