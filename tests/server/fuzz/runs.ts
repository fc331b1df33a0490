import { vi } from 'vitest';

const runs = Number(process.env['FUZZ_RUNS'] ?? 25);
vi.setConfig({ testTimeout: 30_000 + runs * 2000 });

/**
 * `FUZZ_RUNS` and `FUZZ_SEED` make it longer or other; as it stands every run tries the same bodies, so that a red test is red
 * again. A failing run prints its seed and path.
 */
export const RUNS = {
  numRuns: runs,
  seed: Number(process.env['FUZZ_SEED'] ?? 20_200_608),
  endOnFailure: true,
};
