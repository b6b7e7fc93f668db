let isDown = false;

const set = (down: boolean) => () => {
  isDown = down;
};

document.addEventListener("pointerdown", set(true), true);
document.addEventListener("pointerup", set(false), true);
document.addEventListener("pointercancel", set(false), true);

/** At once, or when the press that is under way has become a click. */
export function afterPress(run: () => void): void {
  if (!isDown) return run();
  const later = () => void setTimeout(run);
  document.addEventListener("pointerup", later, { capture: true, once: true });
}
