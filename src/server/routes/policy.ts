import { CAMPUS_PUBLIC } from '../../domain/scope.ts';
import { changeDocuments, requireVersion } from '../accounts/change-documents.ts';
import { POLICY_ID } from '../accounts/set-up.ts';
import { getDocument } from '../database/documents.ts';
import { versionOf } from '../places/change-places.ts';
import { Problem } from '../problem.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

const READ = { area: 'documents', action: 'R' } as const;
const WRITE = { area: 'documents', action: 'W' } as const;

export const policyRoutes: readonly OfficeRoute[] = [
  forOffice('policy', READ, async ({ office }) => {
    const stored = await getDocument(office.deps.db, 'policy', POLICY_ID);
    if (stored === null) throw new Problem('not-found');
    return { version: stored.version, policy: stored.body };
  }),

  forOffice('changePolicy', WRITE, ({ office, user, body, version }) =>
    changeDocuments(office.deps, user.account.id, async (tx) => {
      const old = await requireVersion(tx, { kind: 'policy', id: POLICY_ID, version }, body);
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
