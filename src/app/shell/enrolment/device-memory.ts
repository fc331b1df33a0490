import { DeviceMemory } from '../../../protocol/enrolment.ts';

/** What the server remembers of this phone by its cookie; `null` if nothing, or nobody answers. */
export async function readDeviceMemory(
  fetch: typeof globalThis.fetch,
): Promise<DeviceMemory['device']> {
  const [answer] = await Promise.allSettled([
    fetch('/api/v1/device-memory').then((response) => response.json() as Promise<unknown>),
  ]);
  if (answer.status === 'rejected') return null;
  return DeviceMemory.safeParse(answer.value).data?.device ?? null;
}
