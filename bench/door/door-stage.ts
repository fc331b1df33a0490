import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Prop, Stage } from '../stage.ts';
import { say } from '../progress.ts';
import { openCampus, type BenchCampus } from './campus.ts';
import { BenchPhone } from './phone.ts';

/** Each figure of the page's thread is taken at both. */
export const SPEEDS = [1, 4] as const;

export const CAMPUS: Prop<BenchCampus> = {
  open: ({ folder }) => openCampus(folder),
  close: ({ server }) => server.stop(),
};

export const profileOf = ({ folder }: Stage): string => join(folder, 'phone');

/** A phone on shift at the door, the whole directory on board; the same one when it is opened again. */
export const PHONE: Prop<BenchPhone> = {
  open: async (stage) => {
    const { server, keeperCode } = await stage.get(CAMPUS);
    const isKnown = existsSync(profileOf(stage));
    say(isKnown ? 'phone: open again' : 'phone: enrol, load');
    const phone = await BenchPhone.open(profileOf(stage));
    if (isKnown) await phone.toDoor(server.url);
    else await phone.enrol(server.url, keeperCode);
    return phone;
  },
  close: ({ context }) => context.close(),
};
