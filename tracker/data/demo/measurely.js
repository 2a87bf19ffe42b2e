// The analytics company of the demonstration: tells each page view, with a first-party identifier of its own.
"use strict";
{
  const found = document.cookie.match(/(?:^|; )_mly=([^;]+)/);
  const visitor = found ? found[1] : `MLY1.${Math.floor(Math.random() * 2 ** 31)}.${Math.floor(Date.now() / 1000)}`;
  document.cookie = `_mly=${visitor}; max-age=31536000; path=/; secure; samesite=lax`;
  const view = new URLSearchParams({
    cid: visitor, dl: location.href, dt: document.title, sr: `${screen.width}x${screen.height}`, ul: navigator.language,
  });
  navigator.sendBeacon(`https://stats.measurely.test/collect?${view}`);
}
