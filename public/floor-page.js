/*
 * What a browser below the floor shows instead of the app, in both languages; `data-floor` says why.
 * Written, as floor.js is, in the language of every browser.
 */
(function () {
  'use strict';

  var isApple = /iPhone|iPad|iPod/.test(navigator.userAgent);
  var WORDS = {
    'in-app': {
      zh: [
        '请用手机浏览器打开',
        '聊天软件里的页面不能可靠保存记录，所以这里不能登记。',
        isApple
          ? '点右上角“…”，选“在 Safari 中打开”。'
          : '点右上角“…”，选“在浏览器打开”，用 Chrome、Edge 或手机自带的浏览器。',
        '也可以复制链接，到浏览器里粘贴。',
      ],
      en: [
        'Open this in your browser',
        'A page inside a chat app cannot keep records safe, so nothing is enrolled here.',
        isApple
          ? 'Tap “…” at the top right, then “Open in Safari”.'
          : 'Tap “…” at the top right, then “Open in browser” (Chrome, Edge or the phone’s own).',
        'Or copy the link and paste it into the browser.',
      ],
    },
    insecure: {
      zh: [
        '这个地址不安全',
        '地址必须以 https:// 开头，否则手机不会加密保存记录，所以这里不能登记。',
        '请向办公室要正确的地址（https:// 开头）。',
        '也可以复制链接，发给办公室看看。',
      ],
      en: [
        'This address is not secure',
        'It must start with https://, or the phone will not seal its records. Nothing is enrolled here.',
        'Ask the office for the right address, one that starts with https://.',
        'Or copy the link to show it to the office.',
      ],
    },
    old: {
      zh: [
        '浏览器太旧了',
        '它不能可靠保存记录，所以这里不能登记。需要 Chrome 100、Safari 16.4、Firefox 126 或更新的版本。',
        isApple
          ? '请在“设置 › 通用 › 软件更新”里更新系统。'
          : '请更新浏览器，或安装新版 Chrome、Edge 或 Firefox。',
        '也可以复制链接，在另一个浏览器里打开。',
      ],
      en: [
        'This browser is too old',
        'It cannot keep records safe, so nothing is enrolled here. Needed: Chrome 100, Safari 16.4, Firefox 126 or newer.',
        isApple
          ? 'Update the phone under Settings › General › Software Update.'
          : 'Update the browser, or install a current Chrome, Edge or Firefox.',
        'Or copy the link and open it in another browser.',
      ],
    },
  };

  function add(parent, name, text) {
    var element = document.createElement(name);
    if (text) element.appendChild(document.createTextNode(text));
    parent.appendChild(element);
    return element;
  }

  function copy(text, done) {
    if ('clipboard' in navigator) {
      navigator.clipboard.writeText(text).then(done, function () {
        copyByHand(text, done);
      });
      return;
    }
    copyByHand(text, done);
  }

  function copyByHand(text, done) {
    var area = add(document.body, 'textarea');
    area.value = text;
    area.select();
    var isCopied = document.execCommand('copy');
    document.body.removeChild(area);
    if (isCopied) done();
  }

  function section(main, lang, words) {
    var part = add(main, 'section');
    part.setAttribute('lang', lang);
    add(part, 'h1', words[0]);
    add(part, 'p', words[1]);
    add(part, 'p', words[2]).className = 'what-to-do';
    add(part, 'p', words[3]);
  }

  function show(why) {
    var sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = '/floor.css';
    document.head.appendChild(sheet);
    document.title = '守望 Shouwang';
    document.body.textContent = '';
    var main = add(document.body, 'main');
    main.className = 'floor';
    section(main, 'zh-CN', WORDS[why].zh);
    var button = add(main, 'button', '复制链接 · Copy link');
    button.type = 'button';
    var address = add(main, 'p', location.protocol + '//' + location.host);
    address.className = 'address';
    button.addEventListener('click', function () {
      copy(location.href, function () {
        button.textContent = '已复制 · Copied ✓';
      });
    });
    section(main, 'en', WORDS[why].en);
  }

  var why = document.documentElement.getAttribute('data-floor');
  if (document.readyState !== 'loading') show(why);
  else
    document.addEventListener('DOMContentLoaded', function () {
      show(why);
    });
})();
