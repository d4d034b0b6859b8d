/* data-show-if="field=value|value": a field whose condition is not met is hidden and not sent. */
function isMet(condition, form) {
  const [name, values] = condition.split("=", 2);
  const chosen = new FormData(form).getAll(name);
  return values.split("|").some((value) => chosen.includes(value));
}

function update(form) {
  // In order, so that a field behind a hidden field is hidden too.
  for (const field of form.querySelectorAll("[data-show-if]")) {
    const shown = isMet(field.dataset.showIf, form);
    field.hidden = !shown;
    for (const control of field.querySelectorAll("input, select, textarea")) control.disabled = !shown;
  }
}

const forms = new Set(Array.from(document.querySelectorAll("[data-show-if]"), (field) => field.closest("form")));
for (const form of forms) {
  update(form);
  form.addEventListener("input", () => update(form));
}
