import { OFFICE_API } from '../../../protocol/office.ts';
import type { ClustersQuery, IdenticalQuery } from '../../../protocol/office-alarms.ts';
import type { ReportsCsvQuery, ReportsQuery } from '../../../protocol/office-reports.ts';
import type {
  CollegeReturnRequest,
  MissingQuery,
  SessionRollsCsvQuery,
  SessionRollsQuery,
  TemperaturesQuery,
} from '../../../protocol/office-rollup.ts';
import { pathOf, to } from './call-path.ts';
import type { Call } from './call.ts';

/** Sessions and reports. */
export function reportCalls(call: Call) {
  return {
    listClusters: (query: ClustersQuery) => call(to(OFFICE_API.listClusters, { query })),
    listIdentical: (query: IdenticalQuery) => call(to(OFFICE_API.listIdentical, { query })),
    listReports: (query: ReportsQuery) => call(to(OFFICE_API.listReports, { query })),
    sessionRolls: (query: SessionRollsQuery) => call(to(OFFICE_API.sessionRolls, { query })),
    sessionMissing: (query: MissingQuery) => call(to(OFFICE_API.sessionMissing, { query })),
    sessionTemperatures: (query: TemperaturesQuery) =>
      call(to(OFFICE_API.sessionTemperatures, { query })),
    handInCollege: (body: CollegeReturnRequest) => call(to(OFFICE_API.handInCollege, { body })),
  };
}

export function reportsCsvPath(query: ReportsCsvQuery): string {
  return pathOf(OFFICE_API.reportsCsv, { query });
}

export function sessionRollsCsvPath(query: SessionRollsCsvQuery): string {
  return pathOf(OFFICE_API.sessionRollsCsv, { query });
}
