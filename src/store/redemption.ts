import { del, get, set } from 'idb-keyval';
import { deviceStore } from './device-store.ts';
import type { Sealed } from './seal.ts';
import type { Vault } from './vault.ts';

/** What a phone offers for its enrolment code: made here, and the same at every try. */
export interface Redemption {
  code: string;
  deviceToken: string;
  accountSecret: string;
}

const KEY = 'redemption';

type Sealing = Pick<Vault, 'sealForDevice' | 'unsealForDevice'>;

/** On disk before the first request: if its reply is lost, even with the app, the next try is word for word the same. */
export async function keepRedemption(vault: Sealing, redemption: Redemption): Promise<void> {
  await set(KEY, await vault.sealForDevice(JSON.stringify(redemption)), deviceStore);
}

/** The enrolment that was begun and not ended; `null` if there is none. */
export async function readRedemption(vault: Sealing): Promise<Redemption | null> {
  const sealed = await get<Sealed>(KEY, deviceStore);
  return sealed === undefined ? null : JSON.parse(await vault.unsealForDevice(sealed));
}

/** The enrolment has ended, well or not. */
export const dropRedemption = (): Promise<void> => del(KEY, deviceStore);
