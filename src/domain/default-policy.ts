import type { NightWindow, PolicyPack, Retention, RoundRules } from './policy.ts';

/** PIPL 19 asks for the shortest time that serves: proposals, for the school to set (`docs/policy.md`). */
const DEFAULT_RETENTION: Retention = {
  doorDays: 30,
  roomDays: 90,
  upkeepDays: 1095,
  leaveDays: 180,
  reportDays: 30,
  dutyDays: 1095,
  parkedDays: 180,
  auditDays: 1095,
};

const DEFAULT_UPKEEP_FACT_DAYS = 90;
const DEFAULT_NIGHT: NightWindow = { from: '21:00', to: '06:00' };

/** Two thermometers at two moments differ by less (`docs/policy.md`). */
const DEFAULT_ROUND: RoundRules = { disagreeDeltaC: 0.8 };

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
  phone: {
    unlockGraceMinutes: 15,
    shiftHours: 16,
    acknowledgedDays: 14,
    doorFactDays: 3,
    upkeepFactDays: DEFAULT_UPKEEP_FACT_DAYS,
  },
  retention: DEFAULT_RETENTION,
  round: DEFAULT_ROUND,
};

/** The pack's own, or the defaults. */
export function retentionOf({ retention = DEFAULT_RETENTION }: PolicyPack): Retention {
  const { roomDays, upkeepDays, leaveDays, reportDays } = retention;
  return {
    ...retention,
    roomDays: roomDays ?? DEFAULT_RETENTION.roomDays,
    upkeepDays: upkeepDays ?? DEFAULT_RETENTION.upkeepDays,
    leaveDays: leaveDays ?? DEFAULT_RETENTION.leaveDays,
    reportDays: reportDays ?? DEFAULT_RETENTION.reportDays,
  };
}

export const upkeepFactDaysOf = ({ phone }: PolicyPack): number =>
  phone.upkeepFactDays ?? DEFAULT_UPKEEP_FACT_DAYS;

export const roundRulesOf = ({ round }: PolicyPack): RoundRules => round ?? DEFAULT_ROUND;

export const nightWindowOf = ({ nightCheck }: PolicyPack): NightWindow =>
  nightCheck ?? DEFAULT_NIGHT;
