/* Says a text to screen readers through the page's live region. */
export function announce(text) {
  const region = document.getElementById("live-region");
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = text; });
}
