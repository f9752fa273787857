import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problem.js';

const MAX_RETRIES = 2;

/** A refusal (4xx) is final; only failures of the network or of the server are tried again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) =>
          failures < MAX_RETRIES && !(error instanceof ProblemError && error.status < 500),
        staleTime: 5_000,
      },
      mutations: { retry: false },
    },
  });
}
