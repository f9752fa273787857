import { Text, useSession } from '@promenade/portal-kit';

/** Who is logged in, and with which merchant. */
export function Person() {
  const { session } = useSession();
  return (
    <>
      <Text size="sm" fw={600} truncate>
        <bdi>{session.name}</bdi>
      </Text>
      <Text size="xs" c="dimmed" truncate>
        <bdi>{session.merchants.find(({ id }) => id === session.merchant_id)?.name}</bdi>
      </Text>
    </>
  );
}
