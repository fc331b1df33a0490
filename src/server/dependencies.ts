import type { Db } from './database/open.ts';
import type { PokeBoard } from './sync/poke-board.ts';

/** What the routes are handed: nobody else reads the environment, a clock or the disk. */
export interface Dependencies {
  db: Db;
  /** Milliseconds since 1970. */
  now: () => number;
  settings: Settings;
  pokes: PokeBoard;
  /** A fault of ours, that somebody must look at. */
  report: (error: unknown) => void;
}

export interface Settings {
  dataDir: string;
  /** Where people reach this server, without a slash at the end: stands in every link we print. */
  publicUrl: string;
  /** Requests come over HTTPS: by our own certificate or by the proxy in front of us. */
  isHttps: boolean;
  /** Take the caller's address from `X-Forwarded-For`. */
  isBehindProxy: boolean;
  /** Seals private keys; `null`: a key file in `dataDir` does. */
  serverSecret: string | null;
  /** IANA name. */
  campusZone: string;
  enrolmentHours: number;
  /** The built app; `null` serves the API alone. */
  appDir: string | null;
}

/** Milliseconds as the records' text. */
export const instantOf = (ms: number): string => new Date(ms).toISOString();
