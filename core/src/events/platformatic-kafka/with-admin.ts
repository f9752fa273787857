import { Admin } from '@platformatic/kafka';
import type { KafkaOptions } from '../kafka-options.js';
import { connectionOptions } from './connection-options.js';

/** Asks the brokers something on connections that are closed again. */
export const withAdmin = async <T>(
  options: KafkaOptions,
  work: (admin: Admin) => Promise<T>,
): Promise<T> => {
  const admin = new Admin(connectionOptions(options));
  try {
    return await work(admin);
  } finally {
    await admin.close();
  }
};
