import type { Bench } from './bench.ts';
import { saveBench } from './door/save.ts';
import { searchBench } from './door/search.ts';
import { startBench } from './door/start.ts';
import { typingBench } from './door/typing.ts';
import { weightBench } from './door/weight.ts';
import { listBench } from './round/list.ts';
import { tapsBench } from './round/taps.ts';
import { curveBench } from './server/curve.ts';
import { nightBench } from './server/night.ts';
import { officeFoldsBench } from './server/office-folds.ts';
import { postgresPushBench, sqlitePushBench } from './server/push.ts';
import { reportsHourBench } from './server/reports-hour.ts';
import { severalServersBench } from './server/several-servers.ts';
import { deltaBench } from './sync/delta.ts';
import { flushBench } from './sync/flush.ts';
import { loadBench } from './sync/load.ts';
import { recordBench } from './sync/record.ts';
import { slowdownBench } from './door/slowdown.ts';

/** Everything that `npm run bench` measures, in the order of a whole run. */
export const BENCHES: readonly Bench[] = [
  slowdownBench,
  saveBench,
  typingBench,
  searchBench,
  startBench,
  weightBench,
  tapsBench,
  listBench,
  recordBench,
  loadBench,
  flushBench,
  deltaBench,
  sqlitePushBench,
  postgresPushBench,
  severalServersBench,
  curveBench,
  nightBench,
  officeFoldsBench,
  reportsHourBench,
];
