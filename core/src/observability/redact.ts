import { holdsKnownSecret, knownSecrets } from './known-secrets.js';

/** Stands where something was left out. */
export const redacted = '•••';

const names =
  'authorization|cookies?|passwords?|passwd|passphrase|secrets?|tokens?|credentials?|(?:api|access|private|session|signing)[_-]?keys?';
const credentialName = new RegExp(`(?:${names})$`, 'i');
const header = /\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s*:\s*)[^\r\n"']+/gi;
const bearer = /\bbearer\s+[\w.~+/-]{6,}=*/gi;
const urlPassword = /(\b[a-z][a-z\d+.-]*:\/\/[^\s/:@"']*:)[^\s/@"']+@/gi;
const assigned = new RegExp(
  `((?:${names})["']?\\s*[=:]\\s*)("[^"]*"|'[^']*'|[^\\s"'&;,)}\\]]+)`,
  'gi',
);
/** Cheap to look for in a line, and in all that is redacted below. */
const suspicious = new RegExp(`${names}|bearer|://[^\\s/@"]*:[^\\s/@"]+@`, 'i');

/** A text without known secrets, credential headers, bearer tokens, passwords of URLs, and values after `password=` and the like. */
export const redactText = (text: string): string => {
  let clean = text;
  for (const secret of knownSecrets()) clean = clean.replaceAll(secret, redacted);
  if (!suspicious.test(clean)) return clean;
  return clean
    .replaceAll(header, `$1$2${redacted}`)
    .replaceAll(bearer, `Bearer ${redacted}`)
    .replaceAll(urlPassword, `$1${redacted}@`)
    .replaceAll(assigned, `$1${redacted}`);
};

const redactValue = (value: unknown): unknown => {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'number') return knownSecrets().includes(String(value)) ? redacted : value;
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      redactText(name),
      credentialName.test(name) && isTelling(part) ? redacted : redactValue(part),
    ]),
  );
};

/** `has_token: true` tells nothing. */
const isTelling = (value: unknown): boolean =>
  value !== null && value !== undefined && typeof value !== 'boolean';

/** A line of JSON without credentials, whatever they are in and however deep. */
export const redactLine = (line: string): string => {
  if (!suspicious.test(line) && !holdsKnownSecret(line)) return line;
  try {
    return `${JSON.stringify(redactValue(JSON.parse(line)))}\n`;
  } catch {
    return redactText(line);
  }
};
