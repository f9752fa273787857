/** The baseline: an express route that answers JSON which it has, in a process of its own. Told on start what to answer. */
import type { AddressInfo } from 'node:net';
import express from 'express';

process.once('message', (answers: Readonly<Record<string, unknown>>) => {
  const app = express();
  app.all('/:name', (request, response) => {
    response.json(answers[request.params.name]);
  });
  const server = app.listen(0, '127.0.0.1', () => {
    process.send?.((server.address() as AddressInfo).port);
  });
});
