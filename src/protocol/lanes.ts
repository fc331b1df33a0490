import type { DigestLanes } from './sync.ts';

export const NO_LANES: DigestLanes = [0, 0, 0, 0];

const LANE_HEX = 8;
const LANE = 2 ** 32;

/** The first 16 bytes of a SHA-256 written in hex, as four big-endian uint32. */
export function lanesOfSha(sha: string): DigestLanes {
  const lane = (index: number): number =>
    Number.parseInt(sha.slice(index * LANE_HEX, (index + 1) * LANE_HEX), 16);
  return [lane(0), lane(1), lane(2), lane(3)];
}

/** Lane by lane, modulo 2^32; `sign` -1 takes an entry out again. A sum, not XOR: what counts twice must show. */
export function addLanes(sum: DigestLanes, lanes: DigestLanes, sign: 1 | -1): DigestLanes {
  const add = (index: 0 | 1 | 2 | 3): number => (sum[index] + sign * lanes[index] + LANE) % LANE;
  return [add(0), add(1), add(2), add(3)];
}

export const sumOfShas = (shas: Iterable<string>): DigestLanes => {
  let sum = NO_LANES;
  for (const sha of shas) sum = addLanes(sum, lanesOfSha(sha), 1);
  return sum;
};

export const sameLanes = (a: DigestLanes, b: DigestLanes): boolean =>
  a.every((lane, index) => lane === b[index]);

/** All 16 bytes in hex. */
export const lanesText = (lanes: DigestLanes): string =>
  lanes.map((lane) => lane.toString(16).padStart(LANE_HEX, '0')).join('');
