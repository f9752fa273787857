import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  type Client,
  type ClientDuplexStream,
  type ClientReadableStream,
  credentials,
  loadPackageDefinition,
  makeGenericClientConstructor,
  status,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { service as healthService } from 'grpc-health-check';
import { callRpc } from '../testing/call-rpc.js';
import { createTestHost, type TestHost } from '../testing/create-test-host.js';
import { campaign } from './testing/campaign.js';

let host: TestHost;
const clients: Client[] = [];

beforeAll(async () => {
  host = await createTestHost({ plugins: [campaign] });
});
afterAll(async () => {
  for (const client of clients) client.close();
  await host?.stop();
});

type Unary = (...call: unknown[]) => unknown;
const opened = <T extends Client>(client: T): T => {
  clients.push(client);
  return client;
};

describe('grpc.health.v1', () => {
  const check = async (service: string) => {
    const Health = makeGenericClientConstructor(healthService, 'health');
    const client = opened(new Health(host.grpcAddress, credentials.createInsecure()));
    const method = (client as unknown as Record<'check', Unary>).check.bind(client);
    return callRpc<object, { status: string }>(method, { service });
  };

  test.each(['', 'campaign.v1.CampaignService'])("serves '%s' without a token", async (service) => {
    expect(await check(service)).toEqual({ status: 'SERVING' });
  });

  test('does not know other services', async () => {
    await expect(check('weather.v1.Weather')).rejects.toMatchObject({ code: status.NOT_FOUND });
  });
});

describe('a server that stops', () => {
  test('says so of every service, while a call is still in hand', async () => {
    const own = await createTestHost({ plugins: [campaign] });
    const Health = makeGenericClientConstructor(healthService, 'health');
    const client = opened(new Health(own.grpcAddress, credentials.createInsecure()));
    const seen = Promise.withResolvers<string>();
    const watch = (
      client as unknown as { watch(request: object): ClientReadableStream<{ status: string }> }
    ).watch({ service: 'campaign.v1.CampaignService' });
    watch.on('error', () => undefined);
    watch.on('data', ({ status: told }: { status: string }) => {
      if (told === 'SERVING') void own.stop(1_000);
      else seen.resolve(told);
    });
    expect(await seen.promise).toBe('NOT_SERVING');
    await own.stop();
  });
});

describe('grpc.reflection.v1', () => {
  interface Reflected {
    list_services_response?: { service: { name: string }[] };
    file_descriptor_response?: { file_descriptor_proto: Buffer[] };
  }

  const reflect = (request: object): Promise<Reflected> => {
    const module = createRequire(import.meta.url).resolve('@grpc/reflection');
    const file = join(dirname(module), '../proto/grpc/reflection/v1/reflection.proto');
    const loaded = loadPackageDefinition(loadSync(file, { keepCase: true })) as unknown as {
      grpc: {
        reflection: {
          v1: {
            ServerReflection: new (
              ...options: unknown[]
            ) => Client & { ServerReflectionInfo(): ClientDuplexStream<object, Reflected> };
          };
        };
      };
    };
    const { ServerReflection } = loaded.grpc.reflection.v1;
    const client = opened(new ServerReflection(host.grpcAddress, credentials.createInsecure()));
    return new Promise((resolve, reject) => {
      const stream = client.ServerReflectionInfo();
      stream.on('data', resolve).on('error', reject);
      stream.end(request);
    });
  };

  test('lists the services', async () => {
    const { list_services_response } = await reflect({ list_services: '' });
    const names = list_services_response?.service.map(({ name }) => name);
    expect(names).toContain('campaign.v1.CampaignService');
  });

  test('describes a service', async () => {
    const { file_descriptor_response } = await reflect({
      file_containing_symbol: 'campaign.v1.CampaignService',
    });
    const files = file_descriptor_response?.file_descriptor_proto ?? [];
    expect(Buffer.concat(files).toString('latin1')).toContain('GetVIPTierRequest');
  });
});

describe('an unknown method', () => {
  test('is UNIMPLEMENTED', async () => {
    const definition = {
      guess: {
        path: '/campaign.v1.CampaignService/DeleteEverything',
        requestStream: false,
        responseStream: false,
        requestSerialize: () => Buffer.alloc(0),
        requestDeserialize: () => ({}),
        responseSerialize: () => Buffer.alloc(0),
        responseDeserialize: () => ({}),
      },
    } as const;
    const Guess = makeGenericClientConstructor(definition, 'guess');
    const client = opened(new Guess(host.grpcAddress, credentials.createInsecure()));
    const method = (client as unknown as Record<'guess', Unary>).guess.bind(client);
    await expect(callRpc<object, object>(method, {})).rejects.toMatchObject({
      code: status.UNIMPLEMENTED,
    });
  });
});
