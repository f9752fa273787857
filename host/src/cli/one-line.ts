import { stripVTControlCharacters } from 'node:util';

const segments = new Intl.Segmenter('en');

/**
 * Text of unknown origin as one line of a terminal: no colours, no line breaks, nothing that moves the cursor.
 * @param width the most characters that are left
 */
export const oneLine = (text: string, width = 80): string => {
  const plain = stripVTControlCharacters(text)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const characters = Array.from(segments.segment(plain), ({ segment }) => segment);
  return characters.length <= width ? plain : `${characters.slice(0, width - 1).join('')}…`;
};
