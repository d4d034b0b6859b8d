import { csrfHeader } from "./csrf.js";
import { icon } from "./icon.js";

const KEYS = { b: "bold", i: "italic" };
const MARKS = { bold: "**", italic: "_", code: "`" };

/* <markdown-editor>: a toolbar over the text area inside, and a look at the result when data-preview-url is given. */
class MarkdownEditor extends HTMLElement {
  connectedCallback() {
    if (this.querySelector(".editor-toolbar")) return;
    this.area = this.querySelector("textarea");
    this.toolbar = document.createElement("div");
    this.toolbar.className = "editor-toolbar";
    this.toolbar.setAttribute("role", "toolbar");
    this.toolbar.setAttribute("aria-label", this.dataset.toolbar);
    for (const name of ["bold", "italic", "list", "code", "link"]) this.toolbar.append(this.button(name));
    if (this.dataset.previewUrl) this.toolbar.append(this.previewButton());
    this.prepend(this.toolbar);
    this.area.addEventListener("keydown", (event) => {
      const name = (event.ctrlKey || event.metaKey) && !event.altKey && KEYS[event.key.toLowerCase()];
      if (!name) return;
      event.preventDefault();
      this.format(name);
    });
  }

  button(name) {
    const button = document.createElement("button");
    button.type = "button";
    button.title = this.dataset[name];
    button.setAttribute("aria-label", this.dataset[name]);
    button.append(icon(this.dataset.sprite, name));
    button.addEventListener("click", () => this.format(name));
    return button;
  }

  format(name) {
    const { value, selectionStart: start, selectionEnd: end } = this.area;
    const chosen = value.slice(start, end);
    if (name === "list") this.replace(chosen.split("\n").map((line) => `- ${line}`).join("\n"), start, end);
    else if (name === "link") this.replace(`[${chosen}](https://)`, start, end, chosen.length + 3, chosen.length + 11);
    else if (name === "code" && chosen.includes("\n")) this.replace(`\`\`\`\n${chosen}\n\`\`\``, start, end);
    else this.replace(MARKS[name] + chosen + MARKS[name], start, end, MARKS[name].length, MARKS[name].length + chosen.length);
  }

  replace(text, start, end, selectFrom = text.length, selectTo = text.length) {
    this.area.focus();
    this.area.setSelectionRange(start, end);
    // The only way that keeps the browser's own undo; setRangeText is the fallback where it is gone.
    if (!document.execCommand("insertText", false, text)) {
      this.area.setRangeText(text, start, end);
      this.area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.area.setSelectionRange(start + selectFrom, start + selectTo);
  }

  previewButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "editor-preview-button";
    button.textContent = this.dataset.preview;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => this.togglePreview(button));
    return button;
  }

  async togglePreview(button) {
    if (this.preview) {
      this.preview.remove();
      this.preview = null;
      this.area.hidden = false;
      button.setAttribute("aria-pressed", "false");
      this.area.focus();
      return;
    }
    const body = new URLSearchParams({ text: this.area.value });
    const response = await fetch(this.dataset.previewUrl, { method: "POST", body, headers: csrfHeader(this) });
    if (!response.ok) return;
    this.preview = document.createElement("div");
    this.preview.className = "editor-preview prose";
    // The server answers with the same sanitised HTML that it would store.
    this.preview.innerHTML = await response.text();
    this.area.hidden = true;
    this.append(this.preview);
    button.setAttribute("aria-pressed", "true");
  }
}

customElements.define("markdown-editor", MarkdownEditor);
