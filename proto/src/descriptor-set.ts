import { readFileSync } from 'node:fs';

/**
 * The protobuf `FileDescriptorSet` of all gRPC contracts with their imports, as gRPC reflection serves it.
 * Written by `npm run generate`; lies beside `src` and `dist`, so that both find it.
 * @throws Error (ENOENT) when the package was installed without its `gen` folder.
 */
export const descriptorSet = (): Buffer =>
  readFileSync(new URL('../gen/descriptors.binpb', import.meta.url));
