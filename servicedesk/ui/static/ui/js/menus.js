/* Menus are <details>; this closes them on Escape, on a click outside and when the focus leaves. */
const openMenus = () => document.querySelectorAll("details.menu[open]");

function closeUnless(inside) {
  for (const menu of openMenus()) if (!menu.contains(inside)) menu.open = false;
}

document.addEventListener("click", (event) => closeUnless(event.target));
document.addEventListener("focusin", (event) => closeUnless(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
