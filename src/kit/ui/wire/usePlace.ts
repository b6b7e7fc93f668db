import { useParams, useRouter, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";

export type Search = Record<string, unknown>;

/**
 * Where we are. Pages name each other by the address under agency and year (`companies/${id}`);
 * an address that begins with a slash is taken as it stands.
 */
export function usePlace() {
  const router = useRouter();
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  const { agency = "", year = "" } = params;
  const address = useCallback((to: string) => addressOf(agency, year, to), [agency, year]);
  const go = useCallback(
    (to: string, search: Search = {}, { replace = false } = {}) =>
      void router.navigate({ to: addressOf(agency, year, to), search, replace } as never),
    [router, agency, year],
  );
  return { agency, year: Number(year), params, address, go };
}

export function addressOf(agency: string, year: string | number, to: string): string {
  return to.startsWith("/") ? to : `/${agency}/${year}/${to}`.replace(/\/$/, "");
}

/** A part of the address, such as the `$id` of `companies/$id`. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  const value = params[name];
  if (value === undefined) throw new Error(`this page's address has no $${name}`);
  return value;
}

/**
 * The state a page keeps in its address, so that the address restores it. A key set to undefined leaves the address;
 * `push` makes a step the back button can undo.
 */
export function useAddress() {
  const router = useRouter();
  const search = useSearch({ strict: false }) as Search;
  const change = useCallback(
    (changes: Search, { push = false } = {}) => {
      const merge = (before: Search) => withoutUndefined({ ...before, ...changes });
      void router.navigate({ to: ".", search: merge, replace: !push, resetScroll: false } as never);
    },
    [router],
  );
  return useMemo(() => ({ search, change }), [search, change]);
}

/** One key of the address as state: `const [tab, setTab] = useAddressState("tab", "facts")`. */
export function useAddressState<T>(key: string, fallback: T): [T, (value: T) => void] {
  const { search, change } = useAddress();
  const value = (search[key] as T | undefined) ?? fallback;
  return [value, (next) => change({ [key]: next === fallback ? undefined : next })];
}

function withoutUndefined(search: Search): Search {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
