import plus from 'lucide-static/icons/plus.svg?raw';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { symptomsTold } from '../../../domain/health-words.ts';
import type { SheetRow } from '../../../domain/session-sheet.ts';
import { openAbsence } from '../../duty/absence/absence-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import type { PlaceMember } from './place-members.ts';
import { useSession, type SessionDuty } from './session-duty.ts';
import { t } from './session-strings.ts';

type Row = SheetRow<PlaceMember>;

/** Staff found the person away through illness, and nobody has registered it. */
export const isToRegister = ({ openAbsences }: SessionDuty, { member, check }: Row): boolean =>
  check?.body.isIllness === true && !openAbsences.value.has(member.personId);

/** One tap from the check to the register, with the symptoms that anybody told. */
export function RegisterIll({ row }: { row: Row }): JSX.Element | null {
  const duty = useSession();
  const { route } = useLocation();
  const { member, check, words } = row;
  if (!duty.mayRecord.value || check === null || !isToRegister(duty, row)) return null;
  const { day } = check.body.session;
  const symptoms = [...new Set(words.flatMap(symptomsTold))];
  return (
    <Button
      icon={plus}
      wide
      onClick={() => {
        openAbsence(duty.forms.absence, { day, personId: member.personId, symptoms });
        route('/session/absences');
      }}
    >
      <Text of={t.both('absence.addOf', { name: member.name })} />
    </Button>
  );
}
