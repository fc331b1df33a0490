const startedMs = Date.now();

/** On stderr, so that the figures can be piped. */
export function say(step: string): void {
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(0).padStart(4);
  process.stderr.write(`${seconds} s  ${step}\n`);
}
