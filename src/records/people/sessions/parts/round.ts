/** 往返凭据 waits in this window for the browser to come back; no other window, and no other site, can bring it. */
interface Round {
  binding: string;
  /** Where one wanted to go. */
  to: string;
}

const place = "luodi.outside";

export function keepRound(round: Round): void {
  window.sessionStorage.setItem(place, JSON.stringify(round));
}

/** Once: what has been used is of no use again. */
export function takeRound(): Round | null {
  const kept = window.sessionStorage.getItem(place);
  window.sessionStorage.removeItem(place);
  return kept ? (JSON.parse(kept) as Round) : null;
}
