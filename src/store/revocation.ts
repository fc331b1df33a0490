import { get, set } from 'idb-keyval';
import { deviceStore } from './device-store.ts';

const KEY = 'revoked';

/** Thrown by `record` on a phone that the office has revoked: what came now could not be handed over any more. */
export class RecordingEnded extends Error {
  override readonly name = 'RecordingEnded';

  constructor() {
    super('This phone was revoked: nothing more is recorded on it');
  }
}

/** On disk, so that nothing is recorded after a restart either. Only a wipe takes it away. */
export const keepRevocation = (): Promise<void> => set(KEY, true, deviceStore);

export const readRevocation = async (): Promise<boolean> =>
  (await get<boolean>(KEY, deviceStore)) === true;
