// "Type for me": fills a form with a made-up person's data, one key after the other, as a person would.
"use strict";
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function typeInto(input) {
  input.focus();
  input.value = "";
  for (const letter of input.dataset.example) {
    input.value += letter;
    input.dispatchEvent(new InputEvent("input", { bubbles: true, data: letter }));
    await pause(15);
  }
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

for (const button of document.querySelectorAll(".typist")) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    for (const input of button.form.querySelectorAll("[data-example]")) await typeInto(input);
    button.disabled = false;
    button.form.dataset.typed = "yes";
  });
}

// The shop's own analytics, as many shops have: tells who has just come this far. Nobody sent that.
const reached = document.getElementById("conversion");
if (reached && reached.dataset.email) {
  navigator.sendBeacon("/seen", new URLSearchParams({ step: reached.dataset.event, email: reached.dataset.email }));
}
