import type { JSX } from 'preact';
import type { Id } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import { isMineStill } from '../../duty/own-fact.ts';
import { whoRecorded } from '../../duty/who-recorded.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty, type DisinfectionDuty } from './disinfection-duty.ts';
import { t } from './disinfection-strings.ts';
import { mayUpkeep } from './my-areas.ts';

/** Who recorded what and when, and the way back for who may. */
export function RecordLine(props: {
  fact: Fact;
  areaId: Id;
  words: 'line.started' | 'line.ended' | 'line.accepted' | 'line.refused' | 'line.cleared';
  note?: string | null;
  onTakeBack: (id: Id) => void;
}): JSX.Element {
  const { fact, areaId, words, note = null, onTakeBack } = props;
  const duty = useDuty();
  const time = timeOf(duty, fact.correctedAt);
  return (
    <li>
      <span>
        <Text
          of={bothOf(words, (language) => ({ time, who: whoRecorded(duty, fact.by, language) }), t)}
          inline
        />
        {note !== null && <> · {note}</>}
      </span>
      {mayTakeBack(duty, fact, areaId) && (
        <Button kind="quiet" onClick={() => onTakeBack(fact.id)}>
          <Text of={t.both('takeBack')} />
        </Button>
      )}
    </li>
  );
}

/** The author for as long as a shift lasts; later whoever answers for the building. */
function mayTakeBack(duty: DisinfectionDuty, fact: Fact, areaId: Id): boolean {
  const { app } = duty;
  const at = duty.nowInstant();
  if (isMineStill(app, fact, at)) return true;
  const buildingId = app.replica.documents('area').get(areaId)?.buildingId;
  return buildingId !== undefined && mayUpkeep(app, { buildingId, action: 'V', at });
}
