import type { Vault } from '../store/vault.ts';
import { wipePhone } from '../store/wipe.ts';

/**
 * Deletes everything that is kept here, then tells the server, if it can be reached. `close` lets go of
 * what is open, in all tabs.
 */
export async function leavePhone(vault: Vault, close: () => Promise<void>): Promise<void> {
  const deviceToken = await vault.deviceToken();
  await close();
  await wipePhone();
  if (deviceToken !== null) await confirmWipe(deviceToken);
}

/** So that the office knows. What matters is done: a network that has gone changes nothing of it. */
async function confirmWipe(deviceToken: string): Promise<void> {
  const headers = { authorization: `Bearer ${deviceToken}` };
  await Promise.allSettled([fetch('/api/v1/device-wiped', { method: 'POST', headers })]);
}
