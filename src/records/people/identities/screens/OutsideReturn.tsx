import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { tell } from "#kit/ui/look/Notes.tsx";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { outsideOperations } from "../../sessions/contract.ts";
import { type Entered, SignInSteps } from "../../sessions/parts/SignInSteps.tsx";
import { forgetRound, readRound } from "../../sessions/parts/round.ts";

/** Back from the provider: what it answered goes to the server, and the way leads on from there. */
export function OutsideReturn() {
  const { run, failure } = useCommand(outsideOperations.finish);
  const [{ round, search }] = useState(() => ({ round: readRound(), search: window.location.search }));
  const [entered, setEntered] = useState<Entered | null>(null);
  const queries = useQueryClient();
  const router = useRouter();
  const isBegun = useRef(false);
  const enter = () => {
    queries.clear();
    router.history.push(/^\/(?!\/)/.test(round?.to ?? "") ? String(round?.to) : "/");
  };
  const begin = useEffectEvent(async () => {
    document.title = "外部登录";
    // An answer can be spent once; the development build runs effects twice.
    if (isBegun.current || !round || search === "") return;
    isBegun.current = true;
    forgetRound();
    window.history.replaceState(window.history.state, "", window.location.pathname);
    const answer = await run({ binding: round.binding, search });
    if (answer?.isLinked) tell({ kind: "done", text: "已关联外部账号" });
    if (answer?.accountId) enter();
    else setEntered(answer);
  });
  // oxlint-disable-next-line react-hooks/set-state-in-effect -- it is set once the answer has come
  useEffect(() => void begin(), []);
  const isLost = !round || search === "";
  const problem = failure?.message ?? (isLost ? "外部登录没有接上，请从头登录。" : null);
  return (
    <main className="door">
      <section className="door-form">
        <h1>外部登录</h1>
        {problem ? (
          <>
            <p className="field-problem" role="alert">
              {problem}
            </p>
            <p>
              <a href="/sign-in">回到登录</a>
            </p>
          </>
        ) : entered ? (
          <SignInSteps begun={entered} restart={() => window.location.assign("/sign-in")} done={enter} />
        ) : (
          <Busy text="正在核对外部登录" />
        )}
      </section>
    </main>
  );
}
