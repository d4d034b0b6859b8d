const KEPT = "single-key-shortcuts";

/* <hot-keys>: a key presses or focuses the element that names it in data-key; j and k move over [data-row], x ticks its box.
   They can be switched off in the help (WCAG 2.2, 2.1.4). */
class HotKeys extends HTMLElement {
  connectedCallback() {
    this.help = this.querySelector("dialog");
    this.isOn = localStorage.getItem(KEPT) !== "off";
    const tick = this.querySelector("[data-hot-keys-on]");
    tick.checked = this.isOn;
    tick.addEventListener("change", () => {
      this.isOn = tick.checked;
      localStorage.setItem(KEPT, tick.checked ? "on" : "off");
    });
    for (const element of document.querySelectorAll("[data-key]")) element.setAttribute("aria-keyshortcuts", element.dataset.key);
    document.addEventListener("keydown", this.onKey);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.onKey);
  }

  onKey = (event) => {
    if (event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const palette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (!palette && (event.ctrlKey || event.metaKey || event.altKey)) return;
    if (!palette && !this.isOn && event.key !== "?") return;
    if (this.act(palette ? "/" : event.key)) event.preventDefault();
  };

  act(key) {
    if (key === "?") return this.help.showModal() ?? true;
    if (key === "j" || key === "k") return moveRow(key === "j" ? 1 : -1);
    if (key === "x") return tickRow();
    const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!target) return false;
    target.focus();
    if (target.matches("a, button, summary")) target.click();
    else target.scrollIntoView({ block: "nearest" });
    return true;
  }
}

function isTyping(target) {
  return target.isContentEditable || (target.matches("input, textarea, select") && !/checkbox|radio/.test(target.type));
}

function moveRow(step) {
  const rows = Array.from(document.querySelectorAll("[data-row]"));
  if (!rows.length) return false;
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.min(Math.max(here + step, 0), rows.length - 1)];
  next.querySelector("a").focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function tickRow() {
  const box = document.activeElement.closest("[data-row]")?.querySelector("[type=checkbox]");
  box?.click();
  return Boolean(box);
}

customElements.define("hot-keys", HotKeys);
