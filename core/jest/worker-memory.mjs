/**
 * A worker that holds more than this after a test file makes room for a new one. Jest keeps the modules of every file that a
 * worker ran, and a process takes longer to give back some 400 MB than the half second after which Jest cuts it off and
 * supposes that tests leave something open: "A worker process has failed to exit gracefully".
 */
export const workerIdleMemoryLimit = '300MB';
