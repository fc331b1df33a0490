import type { Id } from '../../../domain/id.ts';

export const LIST_PATH = '/round';
export const NIGHT_PATH = '/round/night';

export const roomPath = (roomId: Id): string => `${LIST_PATH}/${roomId}`;

export const SHEET_PATH = `${LIST_PATH}/sheet`;
export const SCAN_PATH = `${LIST_PATH}/scan`;

/** The room of an address; `null` for the list. */
export function roomIdOf(path: string): Id | null {
  const [, duty, roomId] = path.split('/');
  return duty === 'round' && roomId !== undefined && roomId !== '' ? roomId : null;
}
