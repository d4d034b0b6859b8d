/* Fetches the code of the custom elements that the page really has, and the small behaviours that any page may need. */
import "./menus.js";
import "./forms.js";

const elements = {
  "draft-form": () => import("./draft-form.js"),
  "hot-keys": () => import("./hot-keys.js"),
  "live-poll": () => import("./live-poll.js"),
  "markdown-editor": () => import("./markdown-editor.js"),
  "search-select": () => import("./search-select.js"),
  "upload-field": () => import("./upload-field.js"),
  "[data-show-if]": () => import("./show-if.js"),
};

async function fetchWhatIsUsed() {
  const used = Object.keys(elements).filter((selector) => document.querySelector(selector));
  const loads = used.map((selector) => elements[selector]());
  for (const selector of used) delete elements[selector];
  await Promise.all(loads);
  document.documentElement.dataset.scripts = "ready";
}

fetchWhatIsUsed();
document.addEventListener("page-changed", fetchWhatIsUsed);
