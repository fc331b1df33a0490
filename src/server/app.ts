import { Hono, type Context } from 'hono';
import { compress } from 'hono/compress';
import { isDatabaseAway } from './database/postgres.ts';
import type { Dependencies } from './dependencies.ts';
import { Problem, problemResponse } from './problem.ts';
import { attachmentsRoute } from './routes/attachments.ts';
import { docsRoute } from './routes/docs.ts';
import { healthRoute } from './routes/health.ts';
import { officeRoutes } from './routes/office.ts';
import { openapiRoute } from './routes/openapi.ts';
import { pokeRoute } from './routes/poke.ts';
import { repairRoute } from './routes/repair.ts';
import { syncRoute } from './routes/sync.ts';
import { securityHeaders } from './security.ts';
import { createAppFiles } from './static.ts';

/** Every path of the API, and the file that answers it. */
const ROUTES: readonly (readonly [path: string, route: (deps: Dependencies) => Hono])[] = [
  ['/api/v1/health', healthRoute],
  ['/api/v1/sync', syncRoute],
  ['/api/v1/attachments', attachmentsRoute],
  ['/api/v1/repair', repairRoute],
  ['/api/v1/poke', pokeRoute],
  ['/api/v1', officeRoutes],
  ['/api/openapi.json', openapiRoute],
  ['/api/docs', docsRoute],
];

/** The whole server but the port: `app.request(…)` asks it in tests. */
export function createApp(deps: Dependencies): Hono {
  const app = new Hono();
  app.use(securityHeaders(deps.settings));
  app.use('/api/*', compress({ threshold: 1024 }));
  for (const [path, route] of ROUTES) app.route(path, route(deps));
  const { appDir } = deps.settings;
  const serveApp = appDir === null ? null : createAppFiles(appDir);
  app.notFound(async (c) => {
    if (c.req.path.startsWith('/api/')) return answerUnknownPath(app, c);
    return (await serveApp?.(c)) ?? problemResponse('not-found');
  });
  app.onError((error) => {
    if (error instanceof Problem) return problemResponse(error.code, error.details);
    deps.report(error);
    return problemResponse(isDatabaseAway(error) ? 'unavailable' : 'server-fault');
  });
  return app;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

function answerUnknownPath(app: Hono, c: Context): Response {
  const allowed = METHODS.filter((method) =>
    app.router.match(method, c.req.path)[0].some(([[, route]]) => route.method === method),
  );
  if (allowed.length === 0) return problemResponse('not-found');
  const response = problemResponse('method-not-allowed');
  response.headers.set('allow', allowed.join(', '));
  return response;
}
