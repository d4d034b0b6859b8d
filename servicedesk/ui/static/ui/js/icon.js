const namespace = "http://www.w3.org/2000/svg";

/* An icon of the sprite that the server named on the page. */
export function icon(sprite, name) {
  const drawing = document.createElementNS(namespace, "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(namespace, "use");
  use.setAttribute("href", `${sprite}#${name}`);
  drawing.append(use);
  return drawing;
}
