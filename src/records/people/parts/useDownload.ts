import { useState } from "react";
import type { z } from "zod";
import type { Operation } from "#kit/base/operation.ts";
import { tell } from "#kit/ui/look/Notes.tsx";
import { CallFailure } from "#kit/ui/wire/call.ts";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { isFault, tellFault } from "#kit/ui/wire/useCommand.ts";

/** A paper that is made when it is asked for, handed to the browser as a file. */
export function useDownload<I extends z.ZodType>(
  operation: Operation<I, z.ZodType<{ name: string; content: string }>>,
  input: z.input<I>,
) {
  const { call } = useServices();
  const [busy, setBusy] = useState(false);
  const load = async () => {
    setBusy(true);
    try {
      const { name, content } = await call(operation, input);
      hand(name, content);
    } catch (failure) {
      if (failure instanceof CallFailure && !isFault(failure)) tell({ kind: "watch", text: failure.message });
      else tellFault(failure);
    } finally {
      setBusy(false);
    }
  };
  return { busy, save: () => void load() };
}

function hand(name: string, content: string): void {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes]));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
