import { randomBytes } from 'node:crypto';
import { coreMigrations } from '../../database/core-migrations.js';
import { Database } from '../../database/database.js';
import { Listener } from '../../database/listener.js';
import { migrateDatabase } from '../../database/migrate-database.js';
import { provisionTestDatabase } from '../../testing/create-test-host.js';
import { Sequencer } from '../sequencer.js';
import { eventBusContract } from '../testing/event-bus-contract.js';
import { readingContract } from '../testing/reading-contract.js';
import { EmbeddedEventBus } from './embedded-event-bus.js';

const onDatabase = async () => {
  const urls = await provisionTestDatabase(`test_${randomBytes(6).toString('hex')}`);
  await migrateDatabase(urls.owner, [coreMigrations]);
  const ignore = (): void => undefined;
  const database = await Database.connect({
    urls,
    poolSize: 4,
    entities: [],
    onConnectionError: ignore,
  });
  const listener = new Listener(urls.relay, ignore);
  await listener.open();
  const sequencer = new Sequencer(database, listener, ignore);
  await sequencer.start();
  return {
    createBus: async () => new EmbeddedEventBus(database, listener, ignore),
    close: async () => {
      await sequencer.stop();
      await listener.close();
      await database.close();
    },
  };
};

eventBusContract('the embedded bus', onDatabase);
readingContract('the embedded bus', onDatabase);
