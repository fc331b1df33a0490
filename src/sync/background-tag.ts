/** What a page asks the browser to wake the worker for. */
export const BACKGROUND_TAG = 'send-queue';
