import { csrfHeader } from "./csrf.js";

const PAUSE = 1500;
const TEXT = "textarea, select, input:not([type=hidden], [type=file], [type=password], [type=submit])";

/* <draft-form data-draft-url>: keeps what is typed in the form inside, and says so in its [data-draft-state]. */
class DraftForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("input", this.later);
    this.form.addEventListener("submit", this.stop);
    addEventListener("pagehide", this.now);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    removeEventListener("pagehide", this.now);
  }

  later = () => {
    this.waiting = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.now, PAUSE);
  };

  stop = () => {
    this.waiting = false;
    clearTimeout(this.timer);
  };

  now = async () => {
    if (!this.waiting) return;
    this.stop();
    try {
      const response = await fetch(this.dataset.draftUrl, {
        method: "POST", body: this.typed(), headers: csrfHeader(this.form), keepalive: true, redirect: "error",
      });
      if (!response.ok) throw new Error(response.statusText);
      this.say(this.dataset.saved.replace("{time}", (await response.json()).saved));
    } catch {
      this.say(this.dataset.notSaved);
      this.later();
    }
  };

  typed() {
    const typed = new URLSearchParams();
    for (const control of this.form.querySelectorAll(TEXT)) {
      if (!control.name || (/checkbox|radio/.test(control.type) && !control.checked)) continue;
      const values = control.multiple ? Array.from(control.selectedOptions, (option) => option.value) : [control.value];
      for (const value of values) typed.append(control.name, value);
    }
    return typed;
  }

  say(text) {
    const place = this.querySelector("[data-draft-state]");
    if (place) place.textContent = text;
  }
}

customElements.define("draft-form", DraftForm);
