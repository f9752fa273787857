import { connect } from 'node:net';
import { HOST } from './layout.mjs';

/**
 * Sends bytes and collects the answer until it is whole.
 *
 * @param {number} port
 * @param {Buffer} request
 * @param {(received: Buffer) => boolean} isWhole
 * @param {number} [timeout] ms for the whole exchange
 * @returns {Promise<Buffer>}
 */
export function tcpExchange(port, request, isWhole, timeout = 2000) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, HOST);
    let received = Buffer.alloc(0);
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
    };
    const fail = (reason) => {
      end();
      reject(new Error(reason));
    };
    const timer = setTimeout(() => fail(`no answer within ${timeout} ms`), timeout);
    socket.once('error', (error) => fail(error.message));
    socket.once('close', () => fail('the connection was closed'));
    socket.once('connect', () => socket.write(request));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (!isWhole(received)) return;
      end();
      resolve(received);
    });
  });
}

/**
 * Whether anything listens on a port.
 *
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function isListening(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: HOST, timeout: 1000 });
    const end = (listening) => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(true));
  });
}
