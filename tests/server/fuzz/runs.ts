import * as fc from 'fast-check';
import { vi } from 'vitest';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 24);
const FIRST_SEED = Number(process.env['FUZZ_SEED'] ?? 20_200_608);
const SEEDS = Number(process.env['FUZZ_SEEDS'] ?? 3);
vi.setConfig({ testTimeout: 60_000 + RUNS * SEEDS * 1000 });

/**
 * Tries a property from several seeds. `FUZZ_RUNS`, `FUZZ_SEED` and `FUZZ_SEEDS` make it longer or other; as it stands every
 * run tries the same values, so that a red test is red again. A failing one prints its seed and path.
 */
export async function fuzz<Values>(
  property: fc.IAsyncProperty<Values>,
  { share = 1 }: { share?: number } = {},
): Promise<void> {
  const numRuns = Math.ceil((RUNS * share) / SEEDS);
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1)
    await fc.assert(property, { numRuns, seed, endOnFailure: true });
}
