/** Opens or closes a menu and says so to whoever listens instead of looking. */
export function toggle(menu, opener, close = !menu.hidden) {
  menu.hidden = close;
  opener.setAttribute("aria-expanded", String(!close));
  if (!close) menu.querySelector("button")?.focus();
}
