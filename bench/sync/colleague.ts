import { v4 } from 'uuid';
import { RedeemReply, type RedeemRequest } from '../../src/protocol/enrolment.ts';
import { makeSecret } from '../../src/store/secret.ts';
import type { BenchCampus } from '../door/campus.ts';
import { createCrowd } from '../server/crowd.ts';
import type { DutyPhone } from '../server/duty-campus.ts';
import { nextPush } from '../server/push-request.ts';
import type { Prop } from '../stage.ts';
import { CAMPUS } from '../door/door-stage.ts';
import { peopleOf } from './people-of.ts';

/** A second phone at the same door, without a browser: what it records is news for the first. */
export interface Colleague {
  /** Sends so many checks, and returns when the server has them. */
  send: (count: number) => Promise<void>;
}

const BATCH = 500;

export const COLLEAGUE: Prop<Colleague> = {
  open: async (stage) => {
    const campus = await stage.get(CAMPUS);
    const phone = await enrol(campus);
    const crowd = createCrowd([Number(new URL(campus.server.url).port)]);
    return {
      send: async (count) => {
        for (let left = count; left > 0; left -= BATCH)
          await crowd([nextPush(phone, Math.min(left, BATCH))]);
      },
    };
  },
  close: () => Promise.resolve(),
};

async function enrol(campus: BenchCampus): Promise<DutyPhone> {
  const request: RedeemRequest = {
    code: campus.colleagueCode,
    deviceToken: makeSecret(),
    accountSecret: makeSecret(),
    deviceName: 'colleague',
    platform: 'bench',
  };
  const answer = await fetch(`${campus.server.url}/api/v1/enrolments/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  const { deviceId, account } = RedeemReply.parse(await answer.json());
  return {
    deviceId,
    accountId: account.id,
    token: request.deviceToken ?? '',
    secret: request.accountSecret,
    log: v4(),
    doorId: campus.doorId,
    residentIds: peopleOf(campus),
    seq: 1,
  };
}
