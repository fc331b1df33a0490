import * as z from 'zod/mini';
import { Id } from './id.ts';
import { Note } from './room-visit.ts';

/** Where somebody with a health case is. `caseId` names the case from its first state on. */
export const CaseState = z.strictObject({
  caseId: Id,
  personId: Id,
  state: z.enum(['observed', 'in_hospital', 'cleared']),
  note: z.nullable(Note),
});
export type CaseState = z.infer<typeof CaseState>;
