import { freshFolder, testPhone, testServer } from './cleanup.ts';
import { setUpWenyuan, type Office } from './office.ts';
import { Warden } from './warden.ts';

/** No unlock grace: an app that is opened anew asks for the PIN. */
export const withoutGrace = (office: Office): Promise<void> => office.setUnlockGrace(0);

/**
 * A campus whose keeper 孙二 has begun a shift at the first building's only door: all is received, and the
 * phone is ready to be offline. `decide` is what the office does before the phone is enrolled.
 */
export async function keeperOnDuty(decide?: (office: Office) => Promise<void>) {
  const server = await testServer();
  const { office, buildings } = await setUpWenyuan(server);
  await decide?.(office);
  const [here] = buildings;
  if (here === undefined) throw new Error('no building');
  const post = { kind: 'building', id: here.id } as const;
  const code = await office.enrolmentCodeFor('孙二', 'keeper', post);
  const profile = freshFolder('phone');
  const phone = await testPhone(profile);
  const warden = await Warden.enrol(phone, server.url, code);
  await warden.startShift();
  await warden.allReceived();
  await warden.readyOffline();
  return { server, office, buildings, here, post, profile, phone, warden };
}
