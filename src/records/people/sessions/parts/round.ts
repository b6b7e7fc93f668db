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

export function readRound(): Round | null {
  const kept = window.sessionStorage.getItem(place);
  return kept ? (JSON.parse(kept) as Round) : null;
}

/** What has been used is of no use again. */
export const forgetRound = (): void => window.sessionStorage.removeItem(place);
