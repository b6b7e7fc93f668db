import { QueryClient } from "@tanstack/react-query";
import { CallFailure, type TroubleKind } from "./call.ts";

const passing = new Set<TroubleKind>(["offline", "fault", "busy"]);

/** A refusal is an answer and is not asked again; only what may pass by itself is tried once more. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (count, failure) => count < 1 && failure instanceof CallFailure && passing.has(failure.kind),
        retryDelay: 800,
      },
      mutations: { retry: false },
    },
  });
}
