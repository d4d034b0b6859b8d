let count = 0;

/* <search-select>: a long <select> as a combobox that can be searched (ARIA Authoring Practices, combobox with list autocomplete). */
class SearchSelect extends HTMLElement {
  connectedCallback() {
    if (this.input) return;
    this.select = this.querySelector("select");
    if (this.select.multiple) return;
    this.classList.replace("select", "search-select");
    this.list = this.makeList(`search-select-${++count}`);
    this.input = this.makeInput();
    this.select.hidden = true;
    this.select.before(this.input);
    this.append(this.list);
    this.showChosen();
    this.select.addEventListener("change", () => this.showChosen());
    this.select.form?.addEventListener("reset", () => setTimeout(() => this.showChosen()));
  }

  makeInput() {
    const input = document.createElement("input");
    input.type = "text";
    input.autocomplete = "off";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    for (const name of ["aria-describedby", "aria-invalid", "aria-label"]) {
      if (this.select.hasAttribute(name)) input.setAttribute(name, this.select.getAttribute(name));
    }
    if (this.select.required) {
      input.setAttribute("aria-required", "true");
      this.select.required = false;
    }
    // The label and the links of the error summary point to the id: it moves to the control that is seen.
    input.id = this.select.id;
    this.select.removeAttribute("id");
    input.addEventListener("input", () => this.open(input.value));
    input.addEventListener("click", () => this.open(""));
    input.addEventListener("focus", () => input.select());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.onKey(event));
    return input;
  }

  makeList(id) {
    const list = document.createElement("div");
    list.className = "search-select-list";
    list.id = id;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.select.labels?.[0]?.textContent ?? this.select.getAttribute("aria-label") ?? "");
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
    return list;
  }

  open(typed) {
    const wanted = fold(typed);
    const found = Array.from(this.select.options).filter((option) => option.value && fold(option.text).includes(wanted));
    // Words that begin so first: "fi" is Finland before it is the Pacific.
    found.sort((one, other) => starts(other, wanted) - starts(one, wanted));
    this.list.replaceChildren(...found.map((option) => this.line(option)));
    if (!found.length) this.list.append(this.emptyLine());
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.activate(typed ? this.list.querySelector("[role=option]") : this.list.querySelector(".is-chosen"));
  }

  line(option) {
    const line = document.createElement("div");
    line.id = `${this.list.id}-${option.index}`;
    line.className = "search-select-option";
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    line.classList.toggle("is-chosen", option.selected);
    line.dataset.value = option.value;
    line.textContent = option.text;
    return line;
  }

  emptyLine() {
    const line = document.createElement("div");
    line.className = "search-select-none";
    line.textContent = this.dataset.none;
    return line;
  }

  activate(line) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = line;
    if (!line) return this.input.removeAttribute("aria-activedescendant");
    line.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", line.id);
    line.scrollIntoView({ block: "nearest" });
  }

  onKey(event) {
    const lines = Array.from(this.list.querySelectorAll("[role=option]"));
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return this.open("");
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.activate(lines.at((lines.indexOf(this.active) + step + lines.length) % lines.length));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      if (this.active) this.choose(this.active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    }
  }

  choose(line) {
    this.select.value = line.dataset.value;
    this.select.dispatchEvent(new Event("input", { bubbles: true }));
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.active = null;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    if (!this.input.value.trim() && this.select.querySelector('option[value=""]')) this.select.value = "";
    this.showChosen();
  }

  showChosen() {
    const chosen = this.select.selectedOptions[0];
    this.input.value = chosen?.value ? chosen.text : "";
    this.input.placeholder = chosen?.value ? "" : chosen?.text ?? "";
  }
}

function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

function starts(option, wanted) {
  return fold(option.text).startsWith(wanted) ? 1 : 0;
}

customElements.define("search-select", SearchSelect);
