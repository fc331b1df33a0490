import type { AppContext } from '../../src/app/context.ts';
import type { Screen } from './show-screen.tsx';

/** What was recorded on a phone, and the fingers that type; `screen` is the one shown now. */
export function recordedOn({ journal }: AppContext, screen: () => Screen) {
  const operations = () => journal.entries().map(({ operation }) => operation);
  const ofType = (type: string) => operations().filter((operation) => operation.type === type);
  return {
    operations,
    bodiesOf: (type: string) => ofType(type).map(({ body }) => body as Record<string, unknown>),
    /** Resolves when this many records of a type are on the phone. */
    kept: (type: string, count: number) =>
      screen().until(() => {
        const found = ofType(type).length;
        if (found !== count) throw new Error(`${found} of type ${type}`);
      }),
    type: async (digits: string) => {
      for (const digit of digits) await screen().tap(digit);
    },
  };
}
