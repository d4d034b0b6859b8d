import { announce } from "./announce.js";
import { Idiomorph } from "../vendor/idiomorph.esm.js";

const IDLE_AFTER = 60_000;
const SLOWEST = 60_000;

/* <live-poll src since every>: asks src?since=… every so many seconds while the page is looked at. 204 says nothing is new;
   200 brings elements whose ids name what they replace, and the next `since` in the header Live-Since. */
class LivePoll extends HTMLElement {
  connectedCallback() {
    this.since = this.getAttribute("since");
    this.every = Number(this.getAttribute("every") ?? 3) * 1000;
    this.failures = 0;
    this.lastTouch = Date.now();
    for (const kind of ["keydown", "pointerdown", "scroll"]) addEventListener(kind, this.touched, { passive: true });
    document.addEventListener("visibilitychange", this.lookedAt);
    this.plan();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    for (const kind of ["keydown", "pointerdown", "scroll"]) removeEventListener(kind, this.touched);
    document.removeEventListener("visibilitychange", this.lookedAt);
  }

  touched = () => { this.lastTouch = Date.now(); };

  lookedAt = () => {
    if (document.hidden) return clearTimeout(this.timer);
    this.touched();
    this.ask();
  };

  plan() {
    clearTimeout(this.timer);
    const idle = Date.now() - this.lastTouch > IDLE_AFTER ? 5 : 1;
    this.timer = setTimeout(() => this.ask(), Math.min(this.every * idle * 2 ** this.failures, SLOWEST));
  }

  async ask() {
    if (document.hidden) return;
    try {
      const address = new URL(this.getAttribute("src"), location.href);
      address.searchParams.set("since", this.since);
      const response = await fetch(address, { redirect: "error", headers: { Accept: "text/html" } });
      if ([401, 403, 404].includes(response.status)) return;
      if (!response.ok) throw new Error(response.statusText);
      this.failures = 0;
      this.since = response.headers.get("Live-Since") ?? this.since;
      if (response.status === 200) this.show(await response.text());
    } catch {
      this.failures = Math.min(this.failures + 1, 5);
    }
    if (this.isConnected) this.plan();
  }

  show(html) {
    const fragment = new DOMParser().parseFromString(html, "text/html");
    for (const fresh of fragment.body.children) {
      const old = document.getElementById(fresh.id);
      if (old) Idiomorph.morph(old, fresh, { ignoreActiveValue: true, callbacks: KEEPING });
      if (fresh.dataset.announce) announce(fresh.dataset.announce);
    }
    document.dispatchEvent(new Event("page-changed"));
  }
}

/* What a person has typed, opened or focused stays as it is. */
const KEEPING = {
  beforeNodeMorphed: mayTouch,
  beforeNodeRemoved: mayTouch,
  beforeAttributeUpdated: (name, node) => !(name === "open" && node.matches("details")),
};

function mayTouch(node) {
  if (!(node instanceof Element)) return true;
  if (node.matches("form, draft-form")) return !(node.contains(document.activeElement) || isTyped(node));
  return !node.matches("details[open].menu, dialog[open]");
}

function isTyped(form) {
  return Array.from(form.querySelectorAll("textarea, input")).some((control) =>
    /checkbox|radio/.test(control.type) ? control.checked !== control.defaultChecked : control.value !== control.defaultValue);
}

customElements.define("live-poll", LivePoll);
