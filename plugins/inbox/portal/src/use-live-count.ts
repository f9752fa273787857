import { useQueryClient, useSession } from '@promenade/portal-kit';
import { useEffect } from 'react';
import { followCount } from './live-count.js';
import { LIVE_KEY, MESSAGES_KEY, UNREAD_COUNT_KEY, type UnreadCount } from './message.js';

/** Keeps count and list in step with the server, and so with the customer's other tabs. */
export function useLiveCount(): void {
  const queryClient = useQueryClient();
  const { merchant_id: merchantId, subject } = useSession().session;
  useEffect(
    () =>
      followCount(
        { merchantId, subject },
        {
          onLive: (live) => {
            if (queryClient.getQueryData(LIVE_KEY) === live) return;
            queryClient.setQueryData(LIVE_KEY, live);
            // From here on it is asked for, until it comes live again.
            if (!live) void queryClient.invalidateQueries({ queryKey: UNREAD_COUNT_KEY });
          },
          // A sign-out ends the connection before the browser has lost its cookie: an answer of that moment says nothing.
          onRefused: () => void queryClient.invalidateQueries({ queryKey: UNREAD_COUNT_KEY }),
          onCount: (count) => {
            void queryClient.cancelQueries({ queryKey: UNREAD_COUNT_KEY });
            queryClient.setQueryData<UnreadCount>(UNREAD_COUNT_KEY, count);
            void queryClient.invalidateQueries({ queryKey: MESSAGES_KEY });
          },
        },
      ),
    [queryClient, merchantId, subject],
  );
}
