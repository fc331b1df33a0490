import * as z from 'zod/mini';
import { BodySite } from './temperature.ts';

/**
 * One versioned set of rules that the school has set. Thresholds live here and nowhere else.
 * Durations carry their unit in the name; temperatures are °C.
 */
export const PolicyPack = z.strictObject({
  name: z.string(),
  version: z.string(),
  issuer: z.string(),
  /** Where the rules come from: the notice and its clause. */
  source: z.string(),
  validFrom: z.string(),
  validTo: z.nullable(z.string()),
  temperature: z.strictObject({
    thresholdC: z.record(BodySite, z.number()),
    compare: z.enum(['gte', 'gt']),
    lowBelowC: z.number(),
    rejectBelowC: z.number(),
    rejectAboveC: z.number(),
    remeasure: z.strictObject({ restMinutes: z.number(), confirmSites: z.array(BodySite) }),
  }),
  door: z.strictObject({
    /** The same person within this time is "already logged". */
    repeatSeconds: z.number(),
    undoSeconds: z.number(),
  }),
  phone: z.strictObject({
    /** 0 switches the grace off: every return to the app asks for the PIN. */
    unlockGraceMinutes: z.number(),
    shiftHours: z.number(),
    acknowledgedDays: z.number(),
    doorFactDays: z.number(),
  }),
});
export type PolicyPack = z.infer<typeof PolicyPack>;

/** The rules in force until the school sets its own (`docs/policy.md` names the sources). */
export const DEFAULT_POLICY: PolicyPack = {
  name: 'default',
  version: '1',
  issuer: 'Shouwang',
  source: 'Common practice of 2020–2022 notices; wrist and neck lines are our own reading',
  validFrom: '2020-01-01',
  validTo: null,
  temperature: {
    thresholdC: {
      forehead: 37.3,
      temporal: 37.3,
      ear: 37.5,
      axilla: 37.3,
      oral: 37.5,
      rectal: 38.0,
      wrist: 37.0,
      neck: 37.0,
      other: 37.3,
      unknown: 37.3,
    },
    compare: 'gte',
    lowBelowC: 35.0,
    rejectBelowC: 30.0,
    rejectAboveC: 43.0,
    remeasure: { restMinutes: 10, confirmSites: ['axilla', 'ear'] },
  },
  door: { repeatSeconds: 120, undoSeconds: 10 },
  phone: { unlockGraceMinutes: 15, shiftHours: 16, acknowledgedDays: 14, doorFactDays: 3 },
};
