import type { ComponentType } from 'preact';
import type { Duty } from './duties.ts';

type Front = Exclude<Duty['key'], 'door'>;

/** Loads a duty's screens. A file of its own: where they all lie is no part of what the door needs first. */
export const FRONTS: Record<Front, () => Promise<ComponentType>> = {
  round: async () => (await import('../../features/round/round-front.tsx')).RoundFront,
  seal: async () => (await import('../../features/seal/seal-front.tsx')).SealFront,
  disinfection: async () =>
    (await import('../../features/disinfection/disinfection-front.tsx')).DisinfectionFront,
  report: async () => (await import('../../features/report/report-front.tsx')).ReportFront,
  session: async () => (await import('../../features/session/session-front.tsx')).SessionFront,
};
