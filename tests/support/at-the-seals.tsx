import { SealFront } from '../../src/app/features/seal/seal-front.tsx';
import type { Role } from '../../src/domain/role.ts';
import { sealCampus } from './seal-campus.ts';
import { openPhone, showScreen, type SomeDocument } from './show-screen.tsx';

export async function openSeals(role: Role, marks: readonly SomeDocument[] = [], at = '/seals') {
  const phone = await openPhone({
    documents: (account) => [...sealCampus(account, role), ...marks],
    startAt: '2020-06-08T06:00:00.000Z',
  });
  const show = () => {
    const screen = showScreen(phone.app, <SealFront />);
    if (at !== '/seals') history.replaceState(null, '', at);
    return screen;
  };
  let screen = show();
  return {
    ...phone,
    get screen() {
      return screen;
    },
    restart() {
      screen.unmount();
      screen = show();
    },
    recorded: (type: string) =>
      phone.app.journal
        .entries()
        .filter(({ operation }) => operation.type === type)
        .map(({ operation }) => ({ id: operation.id, body: operation.body as never })),
  };
}
