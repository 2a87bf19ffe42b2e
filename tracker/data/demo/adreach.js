// The advertiser of the demonstration: gets the e-mail address under SHA-256 after each conversion, and has a frame of its own that
// passes it on. Its pixel leads on to a company that pools what others know.
"use strict";
{
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const tell = (event, more) => {
    const query = new URLSearchParams({ ev: event, dl: location.href, ...more });
    new Image().src = `https://px.adreach.test/tr?${query}`;
  };
  tell("PageView", {});
  const conversion = document.getElementById("conversion");
  if (conversion && conversion.dataset.email) {
    const address = new TextEncoder().encode(conversion.dataset.email.trim().toLowerCase());
    crypto.subtle.digest("SHA-256", address).then((digest) => {
      tell(conversion.dataset.event, { em: hex(digest) });
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.src = `https://frame.adreach.test/audience?em=${hex(digest)}`;
      document.body.append(frame);
    });
  }
}
