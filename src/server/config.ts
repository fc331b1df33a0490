import * as z from 'zod/mini';
import { isZone } from '../domain/time-zone.ts';

const text = z.string().check(z.minLength(1));
const yesOrNo = z.enum(['1', 'true', 'yes', '0', 'false', 'no']);
const wholeNumber = (from: number, to: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d+$/)),
    z.pipe(z.transform(Number), z.number().check(z.minimum(from), z.maximum(to))),
  );

interface Setting {
  /** `null`: not set. */
  initial: string | null;
  /** For the README. */
  about: string;
  /** Ends the sentence "NAME must be …". */
  mustBe: string;
}

/** Every setting there is. `about` is what the README prints. */
export const SETTINGS = {
  PORT: {
    initial: '8470',
    about: 'Where the server listens.',
    mustBe: 'a port number, 0 to 65535 (0 = any free one)',
  },
  HOST: {
    initial: '127.0.0.1',
    about: 'The address to listen on. One that others can reach needs TLS or TRUSTED_PROXY.',
    mustBe: 'an IP address or host name of this machine',
  },
  DATA_DIR: {
    initial: './data',
    about: 'Holds the SQLite database and the key file.',
    mustBe: 'a folder that we may write to',
  },
  DATABASE_URL: {
    initial: null,
    about: 'PostgreSQL instead of the SQLite file in DATA_DIR.',
    mustBe: 'a URL that begins with postgres:// or postgresql://',
  },
  TLS_CERT: {
    initial: null,
    about: 'PEM file with the certificate and its chain; with TLS_KEY, serves HTTPS.',
    mustBe: 'the path of a PEM file, given together with TLS_KEY',
  },
  TLS_KEY: {
    initial: null,
    about: 'PEM file with the key of TLS_CERT.',
    mustBe: 'the path of a PEM file, given together with TLS_CERT',
  },
  TRUSTED_PROXY: {
    initial: 'no',
    about:
      'yes: a proxy in front serves HTTPS and sets X-Forwarded-For. PUBLIC_URL is then needed.',
    mustBe: 'yes or no',
  },
  SERVER_SECRET: {
    initial: null,
    about:
      'Seals private keys. Without it a key file in DATA_DIR does; keep either with the backups, but apart from the database.',
    mustBe: 'at least 32 characters long',
  },
  PUBLIC_URL: {
    initial: null,
    about: 'Where people reach the server; stands in links. Without it, the address listened on.',
    mustBe: 'a URL without a path, such as https://dorm.example.edu',
  },
  CAMPUS_ZONE: {
    initial: 'Asia/Shanghai',
    about: 'The time zone in which days are counted.',
    mustBe: 'an IANA time zone such as Asia/Shanghai',
  },
  ENROLMENT_HOURS: {
    initial: '24',
    about: 'How long an enrolment code works.',
    mustBe: 'a whole number of hours, 1 to 720',
  },
} as const satisfies Record<string, Setting>;

type SettingName = keyof typeof SETTINGS;

const Environment = z.object({
  PORT: wholeNumber(0, 65_535),
  HOST: text,
  DATA_DIR: text,
  DATABASE_URL: z.nullable(z.string().check(z.regex(/^postgres(ql)?:\/\/./))),
  TLS_CERT: z.nullable(text),
  TLS_KEY: z.nullable(text),
  TRUSTED_PROXY: yesOrNo,
  SERVER_SECRET: z.nullable(z.string().check(z.minLength(32))),
  PUBLIC_URL: z.nullable(z.string().check(z.refine(isOrigin))),
  CAMPUS_ZONE: z.string().check(z.refine(isZone)),
  ENROLMENT_HOURS: wholeNumber(1, 720),
} satisfies Record<SettingName, z.ZodMiniType>);

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | null;
  tls: { certPath: string; keyPath: string } | null;
  isBehindProxy: boolean;
  serverSecret: string | null;
  publicUrl: string | null;
  campusZone: string;
  enrolmentHours: number;
}

export type ConfigReading = { ok: true; config: Config } | { ok: false; sentence: string };

/** Reads the environment once. What is wrong is one sentence that names the setting. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): ConfigReading {
  const names = Object.keys(SETTINGS) as SettingName[];
  const given = names.map((name) => [name, environment[name] || SETTINGS[name].initial]);
  const parsed = Environment.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const name = parsed.error.issues[0]?.path[0] as SettingName;
    return refuse(name, environment[name] ?? '');
  }
  const { TLS_CERT: certPath, TLS_KEY: keyPath, ...read } = parsed.data;
  if ((certPath === null) !== (keyPath === null))
    return refuse(certPath === null ? 'TLS_CERT' : 'TLS_KEY', '');
  const tls = certPath === null || keyPath === null ? null : { certPath, keyPath };
  const config: Config = {
    port: read.PORT,
    host: read.HOST,
    dataDir: read.DATA_DIR,
    databaseUrl: read.DATABASE_URL,
    tls,
    isBehindProxy: ['1', 'true', 'yes'].includes(read.TRUSTED_PROXY),
    serverSecret: read.SERVER_SECRET,
    publicUrl: read.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    campusZone: read.CAMPUS_ZONE,
    enrolmentHours: read.ENROLMENT_HOURS,
  };
  const sentence = refuseExposure(config);
  return sentence === null ? { ok: true, config } : { ok: false, sentence };
}

/** Health data never crosses a network in the clear. */
function refuseExposure({ host, tls, isBehindProxy, publicUrl }: Config): string | null {
  if (isBehindProxy && publicUrl === null)
    return 'TRUSTED_PROXY needs PUBLIC_URL: the address under which the proxy is reached.';
  if (isLoopback(host) || tls !== null || isBehindProxy) return null;
  return `HOST=${host} can be reached from other machines, so it needs TLS_CERT and TLS_KEY, or TRUSTED_PROXY=yes.`;
}

function refuse(name: SettingName, value: string): ConfigReading {
  const shown =
    name === 'SERVER_SECRET' || name === 'DATABASE_URL' || value === '' ? '' : `=${value}`;
  return {
    ok: false,
    sentence: `${name}${shown} will not do: it must be ${SETTINGS[name].mustBe}.`,
  };
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

function isOrigin(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, pathname, search, hash } = new URL(url);
  return /^https?:$/.test(protocol) && `${pathname}${search}${hash}` === '/';
}
