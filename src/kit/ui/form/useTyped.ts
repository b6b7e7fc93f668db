import { useState } from "react";

/**
 * What was typed stands as it was typed while the field still holds what was read from it. A value set from elsewhere
 * (a restored draft, a settled conflict) is written anew.
 */
export function useTyped(value: unknown, write: (value: unknown) => string) {
  const [typed, setTyped] = useState<{ text: string; value: unknown } | null>(null);
  const isStanding = typed !== null && Object.is(typed.value ?? null, value ?? null);
  return {
    text: isStanding ? typed.text : write(value),
    keep: (text: string, read: unknown) => setTyped({ text, value: read }),
    /** The field was left: what could be read is shown in its proper form. */
    settle: () => setTyped(null),
  };
}
