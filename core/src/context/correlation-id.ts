import { v7 as uuidv7 } from 'uuid';

const acceptable = /^[\w.:-]{1,128}$/;

/** The caller's correlation id where it sends a sane one, else a new one: it goes into logs, headers and events. */
export const correlationIdOf = (sent: string | undefined): string =>
  sent !== undefined && acceptable.test(sent) ? sent : uuidv7();
