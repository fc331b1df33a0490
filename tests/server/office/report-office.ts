import { expect } from 'vitest';
import type { Operation } from '../../../src/domain/operation.ts';
import { hashPassword } from '../../../src/server/accounts/password.ts';
import { openReportCampus, type ReportCampus } from '../support/report-campus.ts';
import { at, push, record, type Recording, type TestPhone } from '../support/test-server.ts';
import { OfficeClient, PASSWORD } from './office-client.ts';

/** A campus where people report, its office, and phones that tell. */
export interface ReportOffice extends ReportCampus {
  office: OfficeClient;
  signedIn: (role: 'office_admin' | 'auditor') => Promise<OfficeClient>;
  /** Told a minute after the one before unless it names its time, and received; gives the operation. */
  tell: (phone: TestPhone, recording: Recording) => Promise<Operation>;
}

export async function openReportOffice(): Promise<ReportOffice> {
  const campus = await openReportCampus();
  const numbers = new Map<TestPhone, number>();
  let minute = -60;
  const signedIn = async (role: 'office_admin' | 'auditor'): Promise<OfficeClient> => {
    const { accountId } = await campus.phoneAs(role);
    await campus.server.db
      .updateTable('account')
      .set({ login: role, passwordHash: await hashPassword(PASSWORD) })
      .where('id', '=', accountId)
      .execute();
    const client = new OfficeClient(campus.server);
    await client.json('POST', '/login', { login: role, password: PASSWORD });
    return client;
  };
  return {
    ...campus,
    office: await signedIn('office_admin'),
    signedIn,
    tell: async (phone, recording) => {
      const seq = (numbers.get(phone) ?? 0) + 1;
      numbers.set(phone, seq);
      minute += 1;
      const operation = record(phone, seq, { at: at(minute), ...recording });
      const { results } = await push(phone, operation);
      expect(results.map(({ why }) => why)).toEqual([null]);
      return operation;
    },
  };
}
