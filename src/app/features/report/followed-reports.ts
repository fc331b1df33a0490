import { createStaffSightings, type StaffSightings } from '../../../domain/abnormal-reports.ts';
import type { Id } from '../../../domain/id.ts';
import { createMyRecord, type MyRecord } from '../../../domain/my-record.ts';
import type { Fact } from '../../../domain/operation.ts';
import { foldSessions, SESSION_TYPES, type SessionLog } from '../../../domain/session-log.ts';
import type { AppContext } from '../../context.ts';
import { followFacts, type Followed } from '../../duty/followed-facts.ts';

interface ReportFolds {
  sessions: () => SessionLog;
  sightings: StaffSightings;
  /** Of whoever is signed in. */
  mine: MyRecord;
  add: (facts: readonly Fact[]) => void;
}

/** What this phone knows of reports, brought up to date within a second of each change. */
export function followReports(app: AppContext): Followed<ReportFolds> {
  return followFacts(app, () => {
    const told = createGrowingSessions();
    const sightings = createStaffSightings();
    const mine = createMyRecord(app.unlocked.personId);
    const add = (facts: readonly Fact[]): void => {
      for (const fold of [told, sightings, mine]) fold.add(facts);
    };
    return { sessions: told.log, sightings, mine, add };
  });
}

/** Folded when it is looked at. */
function createGrowingSessions() {
  const factById = new Map<Id, Fact>();
  let folded: SessionLog | null = null;
  return {
    add: (facts: readonly Fact[]): void => {
      for (const fact of facts)
        if (SESSION_TYPES.some((type) => type === fact.type)) {
          factById.set(fact.id, fact);
          folded = null;
        }
    },
    log: (): SessionLog => (folded ??= foldSessions([...factById.values()])),
  };
}
