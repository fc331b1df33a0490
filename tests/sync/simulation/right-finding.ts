/** The server has something that this phone has not, and nothing else differs. */
const MISSING = /"only-here":0,"only-there":\d+,"unlike":0}: lost-here$/;
/** This phone has something that the server has not, and offers it again. */
const LOST = /"only-here":\d+,"only-there":0,"unlike":0}: open$/;

/** Whether what a phone says that it found, when it counted itself, is as it must be. */
export const isRightFinding = (
  text: string,
  { hasForgotten, wasRestored }: { hasForgotten: boolean; wasRestored: boolean },
): boolean => (hasForgotten && MISSING.test(text)) || (wasRestored && LOST.test(text));
