import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Security headers of the portal's pages. Scripts come from the portal's own files alone; styles that
 * its components create at run time carry the nonce of the answer.
 *
 * @param nonce unique to this answer
 */
export function securityHeaders(nonce: string): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", `'nonce-${nonce}'`],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  });
}
