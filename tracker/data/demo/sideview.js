// The company of the demonstration that hides: its script and its pixel are under a name that the shop lent to it, so
// that browsers take them for the shop's own, and bring the shop's cookies along.
"use strict";
{
  const visitor = `SV.${crypto.randomUUID()}`;
  if (!/(?:^|; )_sv=/.test(document.cookie)) {
    document.cookie = `_sv=${visitor}; domain=boutique.test; max-age=31536000; path=/; secure; samesite=lax`;
  }
  new Image().src = "https://metrics.boutique.test/view.gif";
}
