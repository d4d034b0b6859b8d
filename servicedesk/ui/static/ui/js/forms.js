/* What every form gets: the error summary takes the focus, filters submit themselves, nothing is sent twice
   (data-again: a form that may be, because its answer is a download). */
document.querySelector("[data-focus]")?.focus();

document.addEventListener("change", (event) => {
  event.target.form?.matches("[data-auto-submit]") && event.target.form.requestSubmit();
});

const sending = new WeakSet();

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post" || "again" in event.target.dataset) return;
  if (sending.has(event.target)) {
    event.preventDefault();
    return;
  }
  sending.add(event.target);
  // aria-disabled instead of disabled: a disabled button would lose its name and value, and the focus.
  event.submitter?.setAttribute("aria-disabled", "true");
});

/* Coming back by the Back button shows the page as it was left, asleep with its sent form. */
addEventListener("pageshow", () => {
  for (const form of document.forms) sending.delete(form);
  for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
});

/* Back brings a sent form from the server anew, with a new key, and the browser types the old text into it: only
   with the key that it was sent with does the server know the repeat. */
const keys = Array.from(document.querySelectorAll("form [name=key]"));
keys.forEach((field, at) => { field.value = history.state?.keys?.[at] ?? field.value; });
if (keys.length) history.replaceState({ ...history.state, keys: keys.map((field) => field.value) }, "");
