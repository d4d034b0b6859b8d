/* The token stands in every POST form of the page; the cookie is not readable for scripts. */
export function csrfHeader(near = document) {
  const field = near.closest?.("form")?.querySelector("[name=csrfmiddlewaretoken]") ?? document.querySelector("[name=csrfmiddlewaretoken]");
  return { "X-CSRFToken": field?.value ?? "" };
}
