import { z } from 'zod';

/** A setting that is a URL of a service. */
export const httpUrl = z.url({ protocol: /^https?$/ });
