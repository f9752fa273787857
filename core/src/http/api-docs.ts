import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { Router } from 'express';

const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Promenade API</title>
    <link rel="stylesheet" href="docs/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>`;

const start = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#swagger-ui', deepLinking: true });`;

const policy = [
  `default-src 'self'`,
  `img-src 'self' data:`,
  // Swagger UI writes style attributes.
  `style-src 'self' 'unsafe-inline'`,
  `frame-ancestors 'none'`,
].join('; ');

/** `/api/docs`: the OpenAPI document for people, without a request to anywhere else. */
export const apiDocs = (): Router => {
  const router = Router();
  router.get('/docs', (_request, response) => {
    response.set('content-security-policy', policy).type('html').send(page);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('js').send(start);
  });
  router.use('/docs', express.static(assets, { index: false, maxAge: '1d' }));
  return router;
};
