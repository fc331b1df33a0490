(function () {
  'use strict';

  var IN_APP =
    /MicroMessenger|\bQQ\/|Weibo|DingTalk|AlipayClient|Feishu|Lark\/|aweme|BytedanceWebview|musical_ly|FBAN|FBAV|FB_IAB|Instagram|\bLine\/|Twitter|Snapchat|KAKAOTALK|; wv\)/i;

  function whyBelow() {
    if (IN_APP.test(navigator.userAgent)) return 'in-app';
    if ('isSecureContext' in window && !window.isSecureContext) return 'insecure';
    var has =
      'noModule' in document.createElement('script') &&
      typeof Promise === 'function' &&
      typeof CompressionStream === 'function' &&
      typeof AbortSignal === 'function' &&
      'throwIfAborted' in AbortSignal.prototype &&
      typeof structuredClone === 'function' &&
      typeof HTMLDialogElement === 'function' &&
      'serviceWorker' in navigator &&
      'locks' in navigator &&
      typeof indexedDB === 'object' &&
      'databases' in IDBFactory.prototype &&
      typeof crypto === 'object' &&
      'subtle' in crypto;
    return has ? null : 'old';
  }

  var why = whyBelow();
  if (why === null) return;
  document.documentElement.setAttribute('data-floor', why);
  var page = document.createElement('script');
  page.src = '/floor-page.js';
  document.head.appendChild(page);
})();
