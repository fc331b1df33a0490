import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Hono } from 'hono';

const DIST = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Shouwang API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });
`;

/** `GET /api/docs` and its three files, all from our own origin and under the same strict CSP as the app. */
export function docsRoute(): Hono {
  return new Hono()
    .get('/', (c) => c.html(PAGE))
    .get('/start.js', (c) => c.body(START, 200, SCRIPT))
    .get('/swagger-ui-bundle.js', async (c) =>
      c.body(await distFile('swagger-ui-bundle.js'), 200, SCRIPT),
    )
    .get('/swagger-ui.css', async (c) =>
      c.body(await distFile('swagger-ui.css'), 200, { 'content-type': 'text/css; charset=utf-8' }),
    );
}

const SCRIPT = { 'content-type': 'text/javascript; charset=utf-8' };

const distFile = (name: string): Promise<string> => readFile(join(DIST, name), 'utf8');
