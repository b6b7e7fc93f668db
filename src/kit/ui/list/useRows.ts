import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { CallFailure } from "../wire/call.ts";
import { useServices } from "../wire/Services.tsx";
import { type Search, usePlace } from "../wire/usePlace.ts";
import type { ListOperation } from "./columns.tsx";

interface Page<Row> {
  rows: Row[];
  next: string | null;
  total: number;
}

/** The rows of a list, page after page; the last page stays in view while other conditions are asked for. */
export function useRows<R extends z.ZodObject>(operation: ListOperation<R>, input: Search, limit: number) {
  const { call } = useServices();
  const { agency } = usePlace();
  const asked = useInfiniteQuery<
    Page<z.output<R>>,
    CallFailure,
    { pages: Page<z.output<R>>[] },
    unknown[],
    string | null
  >({
    queryKey: [agency, operation.address, "pages", input, limit],
    queryFn: ({ pageParam, signal }) =>
      call(operation as never, { ...input, limit, ...(pageParam && { after: pageParam }) } as never, signal) as Promise<
        Page<z.output<R>>
      >,
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const pages = asked.data?.pages ?? [];
  return {
    rows: pages.flatMap((page) => page.rows),
    total: pages[0]?.total ?? 0,
    isFirst: asked.isPending,
    isStale: asked.isPlaceholderData,
    failure: asked.error,
    retry: () => void asked.refetch(),
    more: asked.hasNextPage ? () => void asked.fetchNextPage({ cancelRefetch: false }) : null,
    isMore: asked.isFetchingNextPage,
  };
}
