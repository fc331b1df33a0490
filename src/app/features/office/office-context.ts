import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Me } from '../../../protocol/office-session.ts';
import type { Places } from '../../../protocol/office-places.ts';
import type { OfficeApi } from './api.ts';
import type { Loaded } from './loaded.ts';

/** What every screen behind the sign-in is handed. */
export interface Office {
  api: OfficeApi;
  me: Me;
  /** Loaded once for all screens; `reload` after a change. */
  places: Loaded<Places>;
  /** IANA name of the campus's zone: days begin there, not at this desk. */
  zone: string;
}

export const OfficeContext = createContext<Office | null>(null);

export function useOffice(): Office {
  const office = useContext(OfficeContext);
  if (office === null) throw new Error('useOffice is for screens behind the sign-in');
  return office;
}
