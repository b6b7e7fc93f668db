/** Brings a place into view, lights it once, and puts the keyboard there. */
export function jumpTo(id: string): boolean {
  const place = document.getElementById(id);
  if (!place) return false;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  const target = place.matches(focusable) ? place : (place.querySelector<HTMLElement>(focusable) ?? place);
  if (!target.matches(focusable)) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  place.classList.remove("jumped");
  requestAnimationFrame(() => place.classList.add("jumped"));
  return true;
}

const focusable = "input,textarea,select,button,a[href],[tabindex]";
