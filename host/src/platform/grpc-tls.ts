import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { HostOptions } from '@promenade/core/host';
import type { LoadedConfig } from '../config/load-config.js';
import { OperatorError } from '../operator-error.js';

/** The certificates for mutual TLS, where the configuration names them. @throws OperatorError when one cannot be read */
export const grpcTls = ({ config, folder }: LoadedConfig): HostOptions['grpc']['tls'] => {
  const { root_certificates, certificate, private_key } = config.grpc.tls;
  if (root_certificates === undefined || certificate === undefined || private_key === undefined) {
    return undefined;
  }
  const read = (setting: string, path: string): Buffer => {
    try {
      return readFileSync(resolve(folder, path));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new OperatorError(
        `grpc.tls.${setting} cannot be read: ${reason}`,
        'Correct the path, or the rights of the file.',
        { cause: error },
      );
    }
  };
  return {
    rootCertificates: read('root_certificates', root_certificates),
    certificateChain: read('certificate', certificate),
    privateKey: read('private_key', private_key),
  };
};
