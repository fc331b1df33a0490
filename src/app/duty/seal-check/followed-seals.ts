import type { Fact } from '../../../domain/operation.ts';
import { createSealRegister, type SealRegister } from '../../../domain/seal-register.ts';
import type { AppContext } from '../../context.ts';
import { followFacts, type Followed } from '../followed-facts.ts';
import { besideShifts } from '../shift-facts.ts';

/** The register of what is on this phone, facts and marks, with the shifts and rounds beside it. */
export interface FollowedSeals extends Pick<Followed<unknown>, 'take' | 'stop'> {
  /** Reading it renders again when it has changed. */
  register: () => SealRegister;
  shiftFacts: () => Iterable<Fact>;
}

export function followSeals(app: AppContext): FollowedSeals {
  const { read, take, stop } = followFacts(app, () => besideShifts(createSealRegister()));
  let marked: { register: SealRegister; revision: number } | null = null;
  return {
    take,
    stop,
    shiftFacts: () => read().shiftFacts(),
    register: () => {
      void app.revision.value;
      const register = read().log;
      const revision = app.replica.revision();
      if (marked?.register !== register || marked.revision !== revision)
        register.setMarks(app.replica.documents('mark').values());
      marked = { register, revision };
      return register;
    },
  };
}
