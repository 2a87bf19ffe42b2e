// Tabs of one address ask the server once for all of them: who holds the lock asks, and hands the others what it got.
// They are of one browser, so of one session, and of one language and address, by which all of it is named.
(() => {
  "use strict";
  const YOUNG = 1000; // milliseconds that what was handed over counts: what else has changed since is not kept back
  const LATE = 50; // milliseconds that it may come after the lock was let go
  const name = `tracker-page ${document.documentElement.lang} ${location.pathname}${location.search}`;
  const channel = "BroadcastChannel" in window && navigator.locks ? new BroadcastChannel(name) : null;
  let given = null; // what another tab got last, `turn`: what that tab had heard of before it asked
  let take = () => {};

  async function asked() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    return answer.ok ? answer.text() : null;
  }

  async function shared(turn) {
    const text = await asked();
    if (text !== null) channel.postMessage({ turn, text });
    return text;
  }

  // The page as it is with all that was heard of up to this turn, or null when the server has none to give.
  function page(turn) {
    if (!channel) return asked();
    return new Promise((resolve, reject) => {
      const waiting = new AbortController();
      const isThere = () => given && given.turn >= turn && performance.now() - given.came < YOUNG;
      take = () => {
        if (!isThere()) return false;
        waiting.abort();
        resolve(given.text);
        return true;
      };
      if (take()) return;
      const ask = async () => { if (!take()) resolve(await shared(turn)); };
      const askAfterOthers = async () => {
        await new Promise((goOn) => setTimeout(goOn, LATE));
        await ask();
      };
      navigator.locks
        .request(name, { ifAvailable: true }, async (lock) => { if (lock) await ask(); return Boolean(lock); })
        .then((isDone) => isDone || navigator.locks.request(name, { signal: waiting.signal }, askAfterOthers))
        .catch(reject);
    }).finally(() => { take = () => {}; given = null; });
  }

  if (channel) {
    channel.onmessage = ({ data }) => {
      if (document.hidden) return;
      given = { ...data, came: performance.now() };
      take();
    };
  }
  window.together = { page };
})();
