import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import "#kit/ui/frame/page.css";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { sessionOperations } from "#records/people/sessions/contract.ts";
import "./checks.css";
import { CheckWork } from "./CheckWork.tsx";
import type { HeadProps } from "./head.ts";

/** 核对, before the sign-in: the same work under a plain head of its own. */
export function OutsideCheck() {
  const { data: session } = useAnswer(sessionOperations.current, {});
  const product = session?.product ?? "落地";
  useEffect(() => {
    document.title = `核对 · ${product}`;
  }, [product]);
  return (
    <div className="outside">
      <header className="outside-top unprinted">
        <Link to={"/" as never} className="outside-mark">
          <img src="/mark.svg" alt="" width="24" height="24" />
          <strong>{product}</strong>
        </Link>
        {session && (
          <Link to={(session.account ? "/" : "/sign-in") as never} search={signInSearch(session.account === null)}>
            {session.account ? "进入系统" : "登录"}
          </Link>
        )}
      </header>
      <main className="page outside-page">
        <CheckWork Head={OutsideHead} />
      </main>
    </div>
  );
}

export const signInSearch = (isNeeded: boolean) => (isNeeded ? { to: "/check" } : {}) as never;

function OutsideHead({ title, lead, tags, acts }: HeadProps): ReactNode {
  return (
    <header className="page-head">
      <div className="page-line">
        <h1>{title}</h1>
        {tags && <span className="page-tags">{tags}</span>}
        {acts && <div className="page-acts unprinted">{acts}</div>}
      </div>
      {lead && <p className="soft page-lead">{lead}</p>}
    </header>
  );
}
