import { DirectionProvider, MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { setNonce } from 'get-nonce';
import { type ReactNode, useState } from 'react';
import { createQueryClient } from './api/query-client.js';
import { ConfirmProvider } from './components/confirm.js';
import { firstDayOfWeek } from './language/first-day-of-week.js';
import { directionOf, type Language } from './language/languages.js';
import { styleNonce } from './style-nonce.js';
import { cssVariables, theme } from './theme.js';

/** Gives everything below it the look, the direction, queries, toasts and confirmations. */
export function KitProvider({ language, children }: { language: Language; children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [nonce] = useState(() => {
    const value = styleNonce();
    setNonce(value);
    return value;
  });
  const dates = { locale: language, firstDayOfWeek: firstDayOfWeek(language), weekendDays: [] };
  return (
    <DirectionProvider initialDirection={directionOf(language)} detectDirection={false}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <QueryClientProvider client={queryClient}>
          <DatesProvider settings={dates}>
            <ConfirmProvider>{children}</ConfirmProvider>
            <Notifications position="bottom-center" />
          </DatesProvider>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
