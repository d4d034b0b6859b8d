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

function fetchWhatIsUsed() {
  for (const [selector, load] of Object.entries(elements)) {
    if (!document.querySelector(selector)) continue;
    delete elements[selector];
    load();
  }
}

fetchWhatIsUsed();
document.addEventListener("page-changed", fetchWhatIsUsed);
