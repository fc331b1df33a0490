/**
 * happy-dom brings a `DOMException` of its own, but Web Crypto throws Node's: with it restored, code
 * that asks `instanceof DOMException` sees what it sees in a browser. Import it before that code.
 */
try {
  structuredClone(() => undefined);
} catch (thrown) {
  globalThis.DOMException = (thrown as Error).constructor as typeof DOMException;
}
