import { v4 } from 'uuid';

/** Names this run of the app. */
export const BOOT: string = v4();

/** Milliseconds since this run began; a change of the device's clock does not move it. */
export const monoMs = (): number => Math.round(performance.now());

/** IANA name of the device's zone, as it is now. */
export const zoneNow = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
