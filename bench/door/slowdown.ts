import type { Bench } from '../bench.ts';
import { PHONE, SPEEDS } from './door-stage.ts';

/** Proves that "4x" is felt, and by how much. */
export const slowdownBench: Bench = {
  name: 'door-slowdown',
  about: 'how much longer the same sum takes in the page at 4x',
  measure: async (stage) => {
    const phone = await stage.get(PHONE);
    const sums: number[] = [];
    for (const cpu of SPEEDS) {
      await phone.slowDown(cpu);
      await phone.sumMs();
      sums.push(await phone.sumMs());
    }
    await phone.slowDown(1);
    const times = (sums[1] ?? 0) / (sums[0] ?? 1);
    const about = { name: 'door-slowdown-4x', what: 'the same sum at 4x', cpu: 4 } as const;
    return { figures: [{ ...about, unit: '×', runs: 1, p50: times, p95: times }] };
  },
};
