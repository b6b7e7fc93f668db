export interface Visited {
  title: string;
  address: string;
}

const place = "luodi.visited";

/** The last pages of this window, for the command menu. */
export function visited(): Visited[] {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? "[]") as Visited[];
  } catch {
    return [];
  }
}

export function remember(title: string): void {
  const address = window.location.pathname + window.location.search;
  const others = visited().filter((each) => pathOf(each) !== window.location.pathname);
  try {
    sessionStorage.setItem(place, JSON.stringify([{ title, address }, ...others].slice(0, 8)));
  } catch {
    // Without storage there is no way back list.
  }
}

export function forgetVisited(): void {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // Nothing was kept.
  }
}

const pathOf = ({ address }: Visited) => address.split("?")[0];
