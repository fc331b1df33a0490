import { get, set } from 'idb-keyval';
import type { ExtraLanguage } from '../domain/report-languages.ts';
import type { Id } from '../domain/id.ts';
import { deviceStore } from './device-store.ts';

/** What this phone learned at its first enrolment. */
export interface Enrolment {
  server: Id;
  deviceId: Id;
  organisation: string;
  isDemo: boolean;
  /** JWK, ECDH P-256. */
  publicKey: Record<string, unknown>;
}

/** Plain choices of the device, readable while locked. Nothing about people belongs here. */
export interface Settings {
  language: 'zh' | 'en';
  twoLanguages: boolean;
  /** A further language of the reporter's front. */
  reportLanguage: ExtraLanguage | null;
  theme: 'light' | 'dark' | 'system';
}

export const ENROLMENT_KEY = 'enrolment';

/** `null` before the first enrolment. */
export async function readEnrolment(): Promise<Enrolment | null> {
  return (await get<Enrolment>(ENROLMENT_KEY, deviceStore)) ?? null;
}

/** `null` where the person has not chosen yet. */
export async function readSetting<K extends keyof Settings>(key: K): Promise<Settings[K] | null> {
  return (await get<Settings[K]>(`setting:${key}`, deviceStore)) ?? null;
}

export function writeSetting<K extends keyof Settings>(key: K, value: Settings[K]): Promise<void> {
  return set(`setting:${key}`, value, deviceStore);
}
