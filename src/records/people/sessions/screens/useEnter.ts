import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useAddress } from "#kit/ui/wire/usePlace.ts";

/** After signing in: nothing another person saw is kept, and the way leads where one wanted to go. */
export function useEnter(): () => void {
  const queries = useQueryClient();
  const router = useRouter();
  const { search } = useAddress();
  return () => {
    queries.clear();
    const to = typeof search.to === "string" && /^\/(?!\/)/.test(search.to) ? search.to : "/";
    router.history.push(to);
  };
}
