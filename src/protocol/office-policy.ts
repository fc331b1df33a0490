import * as z from 'zod/mini';
import { PolicyPack } from '../domain/policy.ts';
import type { Endpoint } from './endpoint.ts';

/** The rules in force, with the version that a change must name. */
export const PolicyEntry = z.strictObject({ version: z.int(), policy: PolicyPack });
export type PolicyEntry = z.infer<typeof PolicyEntry>;

export const POLICY_API = {
  policy: {
    method: 'get',
    path: '/policy',
    summary: 'Thresholds, times and windows in force',
    reply: PolicyEntry,
  },
  changePolicy: {
    method: 'put',
    path: '/policy',
    summary: 'Set the rules; phones take them over with their next contact',
    isVersioned: true,
    body: PolicyPack,
    reply: PolicyEntry,
  },
} as const satisfies Record<string, Endpoint>;
