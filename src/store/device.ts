import type { Id } from '../domain/id.ts';

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
  theme: 'light' | 'dark' | 'system';
}

/** `null` before the first enrolment. */
export declare function readEnrolment(): Promise<Enrolment | null>;
/** `null` where the person has not chosen yet. */
export declare function readSetting<K extends keyof Settings>(key: K): Promise<Settings[K] | null>;
export declare function writeSetting<K extends keyof Settings>(
  key: K,
  value: Settings[K],
): Promise<void>;
