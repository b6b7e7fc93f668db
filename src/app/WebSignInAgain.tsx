import { lazy, Suspense, useSyncExternalStore } from "react";
import type { Line } from "./webline.tsx";

const SignInAgain = lazy(async () => ({
  default: (await import("#records/people/parts/SignInAgain.tsx")).SignInAgain,
}));

/** Opens over whatever page is at work when the session has ended. */
export function WebSignInAgain({ line }: { line: Line }) {
  const isAsked = useSyncExternalStore(line.onAsk, line.asked);
  if (!isAsked) return null;
  return (
    <Suspense fallback={null}>
      <SignInAgain login={line.login()} done={line.answer} close={() => line.answer(null)} />
    </Suspense>
  );
}
