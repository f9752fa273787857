import { EventDecodeError } from './event-codec-errors.js';

/** Whether a record begins with a format's marker, as far as the record goes. */
export const beginsWith = (marker: Buffer, record: Buffer): boolean =>
  record.subarray(0, marker.length).equals(marker.subarray(0, record.length));

/**
 * Checks that a record begins with a marker and is long enough for a header.
 * @param headerBytes length of the header, the marker included
 * @throws EventDecodeError `bad-frame` or `truncated`
 */
export const assertHeader = (
  topic: string,
  record: Buffer,
  marker: Buffer,
  headerBytes: number,
): void => {
  if (!beginsWith(marker, record)) {
    const found = record.toString('hex', 0, marker.length);
    const detail = `a record begins with ${marker.toString('hex')}, this one with ${found}`;
    throw new EventDecodeError(topic, 'bad-frame', detail);
  }
  if (record.length < headerBytes) {
    const detail = `the header has ${headerBytes} bytes, the whole record ${record.length}`;
    throw new EventDecodeError(topic, 'truncated', detail);
  }
};
