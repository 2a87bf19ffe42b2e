// The session recorder of the demonstration: sends what is in the fields while the person is still typing.
"use strict";
{
  let pending = new Map();
  const send = () => {
    if (!pending.size) return;
    const events = Array.from(pending, ([field, value]) => ({ type: "input", field, value }));
    pending = new Map();
    fetch("https://rec.replayer.test/events", {
      method: "POST", credentials: "include", headers: { "Content-Type": "text/plain" }, keepalive: true,
      body: JSON.stringify({ page: location.pathname, events }),
    }).catch(() => {});
  };
  document.addEventListener("input", (event) => {
    if (event.target.name && event.target.type !== "password") pending.set(event.target.name, event.target.value);
  });
  setInterval(send, 250);
}
