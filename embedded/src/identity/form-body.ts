import type { IncomingMessage } from 'node:http';
import { FormTooLargeError } from './form-too-large-error.js';

const LIMIT_BYTES = 8_192;

/**
 * The fields of a posted form.
 * @throws FormTooLargeError for a body of more than 8 KiB
 */
export async function formBody(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT_BYTES) throw new FormTooLargeError('the form is too large');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
