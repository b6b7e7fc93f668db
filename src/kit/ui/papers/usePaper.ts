import { useState } from "react";
import type { z } from "zod";
import type { Operation } from "#kit/base/operation.ts";
import type { PaperFile } from "#kit/base/papers.ts";
import { tell } from "../look/Notes.tsx";
import { CallFailure } from "../wire/call.ts";
import { useServices } from "../wire/Services.tsx";
import { isFault, tellFault } from "../wire/useCommand.ts";

/** 纸面 that is made when it is asked for, handed to the browser as a file. */
export function usePaper<I extends z.ZodType>(operation: Operation<I, typeof PaperFile>) {
  const { call } = useServices();
  const [busy, setBusy] = useState(false);
  const load = async (input: z.input<I>) => {
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
  return { busy, save: (input: z.input<I>) => void load(input) };
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
