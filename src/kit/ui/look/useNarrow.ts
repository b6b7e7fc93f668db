import { useSyncExternalStore } from "react";

const phone = window.matchMedia("(max-width: 640px)");
const listenPhone = listenTo(phone);
const small = window.matchMedia("(max-width: 900px)");
const listenSmall = listenTo(small);

/** A phone held upright: lists become cards. */
export const useNarrow = () => useSyncExternalStore(listenPhone, () => phone.matches);
/** A phone or a small tablet: the navigation moves into a drawer. */
export const useSmall = () => useSyncExternalStore(listenSmall, () => small.matches);

const wide = window.matchMedia("(min-width: 1400px)");
const listenWide = listenTo(wide);
/** A screen with room for every column. */
export const useWide = () => useSyncExternalStore(listenWide, () => wide.matches);

function listenTo(media: MediaQueryList) {
  return (tell: () => void) => {
    media.addEventListener("change", tell);
    return () => media.removeEventListener("change", tell);
  };
}
