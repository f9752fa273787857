import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { layoutOf, PORTS, ROOT } from './layout.mjs';

describe('layoutOf', () => {
  test('lies in the checkout', () => {
    const layout = layoutOf({});
    expect(layout.data('kafka')).toBe(join(ROOT, '.promenade', 'services', 'kafka'));
    expect(layout.port('kafka')).toBe(PORTS.kafka);
  });

  test('moves with the environment', () => {
    const layout = layoutOf({
      PROMENADE_SERVICES_DIR: '/var/tmp/x',
      PROMENADE_SERVICES_PORT_OFFSET: '1000',
    });
    expect(layout.log('kafka')).toBe('/var/tmp/x/logs/kafka.log');
    expect(layout.port('kafka')).toBe(PORTS.kafka + 1000);
  });

  test.each(['x', '1.5', '-1', '40000'])('refuses the offset %s', (offset) => {
    expect(() => layoutOf({ PROMENADE_SERVICES_PORT_OFFSET: offset })).toThrow(/whole number/);
  });
});
