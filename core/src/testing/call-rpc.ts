import { type CallOptions, Metadata, type ServiceError } from '@grpc/grpc-js';

export interface RpcOptions {
  readonly token?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Calls a unary method of a generated client, with a bearer token and a deadline of 10 s.
 * @throws ServiceError, with the status that the server answered
 * @example await callRpc(client.getVipTier.bind(client), { merchantId, tierId: 'gold' }, { token })
 */
export const callRpc = <Request, Response>(
  method: (
    request: Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: Response) => void,
  ) => unknown,
  request: Request,
  { token, metadata: entries = {} }: RpcOptions = {},
): Promise<Response> => {
  const metadata = new Metadata();
  if (token !== undefined) metadata.set('authorization', `Bearer ${token}`);
  for (const [key, value] of Object.entries(entries)) metadata.set(key, value);
  return new Promise((resolve, reject) => {
    method(request, metadata, { deadline: Date.now() + 10_000 }, (error, response) =>
      error ? reject(error) : resolve(response),
    );
  });
};
