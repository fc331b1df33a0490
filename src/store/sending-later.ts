import type { JournalCore } from './journal-core.ts';
import type { Sending } from './journal-sending.ts';

/** No record needs it, so its code is fetched by whoever first asks: the sync, which it travels with. */
export function sendingLater(core: JournalCore): Sending {
  const sending = async () => (await import('./journal-sending.ts')).createSending(core);
  return {
    nextBatch: async (limits) => (await sending()).nextBatch(limits),
    acked: async () => (await sending()).acked(),
    settle: async (results, at, sent) => (await sending()).settle(results, at, sent),
    settleAgain: async (results) => (await sending()).settleAgain(results),
    reopen: async (ranges) => (await sending()).reopen(ranges),
    fork: async () => (await sending()).fork(),
    setOffsetMs: async (offsetMs) => (await sending()).setOffsetMs(offsetMs),
    prune: async (what) => (await sending()).prune(what),
    digestThrough: async (acked) => (await sending()).digestThrough(acked),
    compare: async (word) => (await sending()).compare(word),
    noteEpoch: async (epoch) => (await sending()).noteEpoch(epoch),
    comparison: async () => (await sending()).comparison(),
    compareList: async (list, keptSince) => (await sending()).compareList(list, keptSince),
    offerAgain: async (ids) => (await sending()).offerAgain(ids),
    selfCheck: async (accountId) => (await sending()).selfCheck(accountId),
    noteSelfCheck: async (accountId, check) => (await sending()).noteSelfCheck(accountId, check),
    readAttachment: async (sha) => (await sending()).readAttachment(sha),
    attachmentsOf: async (operationIds) => (await sending()).attachmentsOf(operationIds),
    nextAttachment: async (except, handedOver) =>
      (await sending()).nextAttachment(except, handedOver),
    settleAttachment: async (sha, presentAt) => (await sending()).settleAttachment(sha, presentAt),
    giveUpAttachment: async (sha) => (await sending()).giveUpAttachment(sha),
    reopenAttachments: async (shas) => (await sending()).reopenAttachments(shas),
  };
}
