import { Hono } from 'hono';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { OFFICE_API } from '../../protocol/office.ts';
import { createRateLimits } from '../accounts/rate-limits.ts';
import type { Dependencies } from '../dependencies.ts';
import { createGate } from '../gate.ts';
import { PersonIndexCache } from '../roster/person-index.ts';
import { RosterPreviews } from '../roster/previews.ts';
import { StaffPreviews } from '../roster/staff-previews.ts';
import { deviceRoutes } from './devices.ts';
import { disinfectionRoutes } from './disinfection.ts';
import { doorLogRoutes } from './door-log.ts';
import { enrolmentRoutes } from './enrolment.ts';
import { hygieneRoutes } from './hygiene.ts';
import { loginRoutes } from './login.ts';
import type { OfficeRoute } from './office-call.ts';
import { peopleRoutes } from './people.ts';
import { placeRoutes } from './places.ts';
import { policyRoutes } from './policy.ts';
import { queueFileRoutes } from './queue-files.ts';
import { proofRoutes } from './proof.ts';
import { rosterRoutes } from './roster.ts';
import { nightCheckRoutes } from './night-check.ts';
import { reportRoutes } from './reports.ts';
import { rollupRoutes } from './rollup.ts';
import { roundRoutes } from './rounds.ts';
import { sealRoutes } from './seals.ts';
import { sessionRoutes } from './session.ts';
import { setUpRoutes } from './setup.ts';
import { staffRoutes } from './staff.ts';

/** Every call of `OFFICE_API`, with who may make it. */
export const OFFICE_ROUTES: readonly OfficeRoute[] = [
  ...setUpRoutes,
  ...loginRoutes,
  ...enrolmentRoutes,
  ...sessionRoutes,
  ...placeRoutes,
  ...policyRoutes,
  ...rosterRoutes,
  ...staffRoutes,
  ...deviceRoutes,
  ...peopleRoutes,
  ...doorLogRoutes,
  ...hygieneRoutes,
  ...disinfectionRoutes,
  ...sealRoutes,
  ...nightCheckRoutes,
  ...proofRoutes,
  ...queueFileRoutes,
  ...roundRoutes,
  ...reportRoutes,
  ...rollupRoutes,
];

/** Everything under `/api/v1` but sync, poke and health. */
export function officeRoutes(deps: Dependencies): Hono {
  const office = {
    deps,
    limits: createRateLimits(deps.db),
    gate: createGate(),
    rosterPreviews: new RosterPreviews(deps),
    staffPreviews: new StaffPreviews(deps),
    people: new PersonIndexCache(deps.db),
  };
  const app = new Hono();
  for (const { name, answer } of OFFICE_ROUTES) {
    const endpoint: Endpoint = OFFICE_API[name];
    app.on(endpoint.method.toUpperCase(), endpoint.path, async (c) => {
      const reply = await answer(c, office, endpoint);
      if (reply instanceof Response) return reply;
      const version = versionOf(reply);
      if (version !== null) c.header('etag', `"${String(version)}"`);
      return c.json(reply as object);
    });
  }
  return app;
}

function versionOf(reply: unknown): number | null {
  const isVersioned = typeof reply === 'object' && reply !== null && 'version' in reply;
  return isVersioned && typeof reply.version === 'number' ? reply.version : null;
}
