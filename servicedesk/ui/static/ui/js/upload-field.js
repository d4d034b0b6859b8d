import { announce } from "./announce.js";
import { csrfHeader } from "./csrf.js";

/* <upload-field>: sends each file alone as soon as it is dropped, pasted or chosen; the form then carries only ids. */
class UploadField extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.list = this.querySelector(".upload-list");
    this.drop = this.querySelector(".upload-drop");
    this.form = this.closest("form");
    this.dataset.ready = "";
    for (const item of this.list.children) this.offerRemoval(item);
    this.input.addEventListener("change", () => {
      this.take(this.input.files);
      this.input.value = "";
    });
    this.drop.addEventListener("dragover", (event) => { event.preventDefault(); this.drop.classList.add("is-over"); });
    this.drop.addEventListener("dragleave", () => this.drop.classList.remove("is-over"));
    this.drop.addEventListener("drop", (event) => {
      event.preventDefault();
      this.drop.classList.remove("is-over");
      this.take(event.dataTransfer.files);
    });
    this.form?.addEventListener("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      this.take(event.clipboardData.files);
    });
    this.form?.addEventListener("submit", (event) => this.waitForRest(event), { capture: true });
  }

  take(files) {
    for (const file of files) {
      const item = this.addItem(file);
      if (this.list.querySelectorAll(".upload-item:not(.is-refused)").length > Number(this.dataset.limit)) this.refuse(item, this.dataset.tooMany);
      else if (file.size > Number(this.dataset.maxBytes)) this.refuse(item, this.dataset.tooLarge);
      else this.send(item, file);
    }
  }

  /* XMLHttpRequest, because fetch does not report how much has been sent. */
  send(item, file) {
    const progress = item.appendChild(document.createElement("progress"));
    progress.max = 1;
    progress.setAttribute("aria-label", file.name);
    const body = new FormData();
    body.append("scope", this.dataset.scope);
    body.append("file", file);
    const request = item.request = new XMLHttpRequest();
    request.open("POST", this.dataset.url);
    request.responseType = "json";
    for (const [name, value] of Object.entries(csrfHeader(this))) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => { progress.value = event.loaded / event.total; };
    request.onload = () => {
      if (request.status === 201) this.keep(item, request.response);
      else this.refuse(item, request.response?.error ?? this.dataset.failed);
    };
    request.onerror = () => this.refuse(item, this.dataset.failed);
    request.onloadend = () => {
      progress.remove();
      delete item.request;
      this.sendWaitingForm();
    };
    request.send(body);
  }

  keep(item, stored) {
    item.dataset.id = stored.id;
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: this.dataset.name, value: stored.id });
    item.append(field);
    announce(`${stored.name}: ${this.dataset.done}`);
  }

  refuse(item, reason) {
    item.classList.add("is-refused");
    item.append(element("span", "upload-state", reason));
    announce(reason);
    this.waiting = null;
  }

  async remove(item) {
    item.request?.abort();
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    (next?.querySelector("button") ?? this.input).focus();
    if (item.dataset.id) await fetch(`${this.dataset.url}${item.dataset.id}/remove/`, { method: "POST", headers: csrfHeader(this) }).catch(() => {});
  }

  /* A form sent while files are still going up waits for them, then goes with the same button. */
  waitForRest(event) {
    if (!this.sendingNow()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.waiting = { submitter: event.submitter };
    announce(this.dataset.sending);
  }

  sendWaitingForm() {
    if (!this.waiting || this.sendingNow()) return;
    const { submitter } = this.waiting;
    this.waiting = null;
    this.form.requestSubmit(submitter);
  }

  sendingNow() {
    return Array.from(this.list.children).some((item) => item.request);
  }

  addItem(file) {
    const item = element("li", "upload-item");
    item.append(this.clip(), element("span", "upload-name", file.name), element("span", "upload-size", this.sizeOf(file)));
    this.list.append(item);
    this.offerRemoval(item);
    return item;
  }

  offerRemoval(item) {
    item.querySelector(".upload-tick")?.remove();
    const name = item.querySelector(".upload-name").textContent.trim();
    const button = element("button", "upload-remove", "×");
    button.type = "button";
    button.setAttribute("aria-label", `${this.dataset.removeLabel}: ${name}`);
    button.addEventListener("click", () => this.remove(item));
    item.querySelector(".upload-size").after(button);
  }

  /* Decimal units, as the server writes them. */
  sizeOf(file) {
    const format = (amount, unit) => new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, maximumSignificantDigits: 3 }).format(amount);
    return `· ${file.size < 1e6 ? format(Math.max(file.size / 1e3, 0.1), "kilobyte") : format(file.size / 1e6, "megabyte")}`;
  }

  clip() {
    return this.querySelector("template").content.firstElementChild.cloneNode(true);
  }
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

customElements.define("upload-field", UploadField);
