import type { RateLimits } from '../accounts/rate-limits.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Gate } from '../gate.ts';
import type { RosterPreviews } from '../roster/previews.ts';
import type { StaffPreviews } from '../roster/staff-previews.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';

/** What the office's routes share beside what everybody is handed. Lives as long as the process. */
export interface Office {
  deps: Dependencies;
  limits: RateLimits;
  gate: Gate;
  rosterPreviews: RosterPreviews;
  staffPreviews: StaffPreviews;
  people: PersonIndexCache;
}
