import { useState } from 'preact/hooks';
import { v7 as uuidv7 } from 'uuid';
import type { Id } from '../../../domain/id.ts';
import type { DoorLogRow } from '../../../protocol/office-people.ts';

/** What each form about one check is handed. */
export interface CheckFormProps {
  row: DoorLogRow;
  onDone: (row: DoorLogRow) => void;
  onBack: () => void;
}

/** The id of the fact that this form records: the same for every try, so that a lost answer makes no double. */
export function useFactId(): Id {
  const [id] = useState(() => uuidv7());
  return id;
}
