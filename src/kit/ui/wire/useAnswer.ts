import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { Operation } from "#kit/base/operation.ts";
import type { CallFailure } from "./call.ts";
import { useServices } from "./Services.tsx";
import { usePlace } from "./usePlace.ts";

interface Asking {
  /** False while the input is not known yet. */
  enabled?: boolean;
  /** Keep showing the last answer while another input is asked: for search boxes and filters. */
  keep?: boolean;
  /** Milliseconds between polls. */
  every?: number | false;
}

/** Asks a query of the contract; asked again whenever a command succeeded. */
export function useAnswer<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  input: z.input<I>,
  { enabled = true, keep = false, every = false }: Asking = {},
): UseQueryResult<z.output<O>, CallFailure> {
  const { call } = useServices();
  const { agency } = usePlace();
  return useQuery<z.output<O>, CallFailure>({
    queryKey: answerKey(agency, operation.address, input),
    queryFn: ({ signal }) => call(operation, input, signal),
    enabled,
    refetchInterval: every,
    ...(keep && { placeholderData: keepPreviousData }),
  });
}

export const answerKey = (agency: string, address: string, input: unknown) => [agency, address, input] as const;
