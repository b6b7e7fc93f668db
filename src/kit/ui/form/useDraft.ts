import { useEffect, useRef, useState } from "react";
import { useLatest } from "../look/useLatest.ts";
import { useServices } from "../wire/Services.tsx";
import type { Values } from "./FormState.tsx";

export interface Draft {
  values: Values;
  /** The version the changes were based on: a restored draft must still meet its conflicts. */
  version?: number | undefined;
}

export type DraftState =
  | { at: "none" }
  | { at: "reading" }
  | { at: "saving" }
  | { at: "kept"; savedAt: string }
  | { at: "failed" };

const pause = 1200;

/** 暂存: what is being typed is kept on the server under the form's name, and given back when the form is opened again. */
export function useDraft(name: string | null, restore: (draft: Draft, savedAt: string) => void) {
  const service = useServices().drafts;
  const drafts = name === null ? null : service;
  const [state, setState] = useState<DraftState>({ at: drafts ? "reading" : "none" });
  const waiting = useRef<{ draft: Draft; timer: ReturnType<typeof setTimeout> } | null>(null);
  /** Saves still under way: a draft is dropped only after them, or a late one would bring it back. */
  const saving = useRef<Promise<unknown>>(Promise.resolve());
  const give = useLatest(restore);

  useEffect(() => {
    if (!drafts || name === null) return;
    let isHere = true;
    drafts.get(name).then(
      (kept) => {
        if (!isHere) return;
        setState(kept ? { at: "kept", savedAt: kept.savedAt } : { at: "none" });
        if (kept) give.current(kept.values as unknown as Draft, kept.savedAt);
      },
      () => isHere && setState({ at: "none" }),
    );
    return () => {
      isHere = false;
    };
  }, [drafts, name, give]);

  const send = async (draft: Draft) => {
    if (!drafts || name === null) return;
    setState({ at: "saving" });
    try {
      const answer = drafts.save(name, { ...draft });
      saving.current = answer.catch(() => null);
      setState({ at: "kept", savedAt: (await answer).savedAt });
    } catch {
      setState({ at: "failed" });
    }
  };
  const sending = useLatest(send);

  // Leaving the page sends what was still waiting for the pause.
  useEffect(
    () => () => {
      const left = waiting.current;
      if (!left) return;
      clearTimeout(left.timer);
      void sending.current(left.draft);
    },
    [sending],
  );

  return {
    state,
    keep: (draft: Draft) => {
      if (!drafts) return;
      if (waiting.current) clearTimeout(waiting.current.timer);
      const timer = setTimeout(() => {
        waiting.current = null;
        void sending.current(draft);
      }, pause);
      waiting.current = { draft, timer };
    },
    drop: () => {
      if (waiting.current) clearTimeout(waiting.current.timer);
      waiting.current = null;
      setState({ at: "none" });
      if (drafts && name !== null) void saving.current.then(() => drafts.drop(name)).catch(() => null);
    },
  };
}
