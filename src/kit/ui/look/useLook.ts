import { useSyncExternalStore } from "react";
import { type Look, paint } from "./theme.ts";

/** What the person asked for; `system` follows the machine. */
export type LookChoice = "system" | Look;

const place = "luodi.look";
const darkness = window.matchMedia("(prefers-color-scheme: dark)");
const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");
const printing = window.matchMedia("print");
const listeners = new Set<() => void>();

let choice = readChoice();
let look = settle();

export function useLook() {
  const now = useSyncExternalStore(listen, () => look);
  const still = useSyncExternalStore(listen, () => stillness.matches);
  return { look: now, choice, still, choose };
}

export function choose(next: LookChoice): void {
  choice = next;
  try {
    localStorage.setItem(place, next);
  } catch {
    // A browser without storage keeps the choice for this visit only.
  }
  change();
}

function settle(): Look {
  // Paper is white, whatever the screen is.
  const wanted = choice === "system" ? (darkness.matches ? "dark" : "light") : choice;
  const settled = printing.matches ? "light" : wanted;
  paint(settled);
  return settled;
}

function change(): void {
  look = settle();
  for (const tell of listeners) tell();
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

function readChoice(): LookChoice {
  try {
    const kept = localStorage.getItem(place);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    return "system";
  }
}

darkness.addEventListener("change", change);
printing.addEventListener("change", change);
stillness.addEventListener("change", change);
