import { earlierSlotsOf } from '../../domain/earlier-slots.ts';
import type { Day } from '../../domain/id.ts';
import type { PolicyPack } from '../../domain/policy.ts';
import { CAMPUS_PUBLIC } from '../../domain/scope.ts';
import { changeDocuments, requireVersion } from '../accounts/change-documents.ts';
import { POLICY_ID } from '../accounts/set-up.ts';
import { getDocument } from '../database/documents.ts';
import { versionOf } from '../places/change-places.ts';
import { Problem } from '../problem.ts';
import { dayAsked } from '../rounds/read-rounds.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

/** The days before keep their sessions, whatever the office's form was told of them. */
function rememberSlots(old: PolicyPack, wanted: PolicyPack, today: Day): PolicyPack {
  const { earlierSlots: _, ...body } = wanted;
  const earlierSlots = earlierSlotsOf(old, wanted, today);
  return earlierSlots.length === 0 ? body : { ...body, earlierSlots };
}

const READ = { area: 'documents', action: 'R' } as const;
const WRITE = { area: 'documents', action: 'W' } as const;

export const policyRoutes: readonly OfficeRoute[] = [
  forOffice('policy', READ, async ({ office }) => {
    const stored = await getDocument(office.deps.db, 'policy', POLICY_ID);
    if (stored === null) throw new Problem('not-found');
    return { version: stored.version, policy: stored.body };
  }),

  forOffice('changePolicy', WRITE, ({ office, user, body: wanted, version }) =>
    changeDocuments(office.deps, user.account.id, async (tx) => {
      const old = await requireVersion(tx, { kind: 'policy', id: POLICY_ID, version }, wanted);
      const body = rememberSlots(old, wanted, dayAsked(office.deps, undefined));
      return {
        puts: [{ kind: 'policy', id: POLICY_ID, body, scopes: [CAMPUS_PUBLIC] }],
        what: 'policy.change',
        subject: POLICY_ID,
        details: { name: body.name, version: body.version },
        result: { version: versionOf(old, body, version + 1), policy: body },
      };
    }),
  ),
];
