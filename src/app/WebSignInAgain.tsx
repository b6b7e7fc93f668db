import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import type { Line } from "./webline.tsx";

const SignInAgain = lazy(async () => ({
  default: (await import("#records/people/sessions/parts/SignInAgain.tsx")).SignInAgain,
}));

/** Opens over whatever page is at work when the session has ended. */
export function WebSignInAgain({ line }: { line: Line }) {
  const isAsked = useSyncExternalStore(line.onAsk, line.asked);
  // What stood on the screen is nobody else's to read meanwhile.
  useEffect(() => {
    document.body.toggleAttribute("data-locked", isAsked);
  }, [isAsked]);
  if (!isAsked) return null;
  return (
    <Suspense fallback={null}>
      <SignInAgain login={line.login()} done={line.answer} close={() => line.answer(null)} />
    </Suspense>
  );
}
