import { Button } from "antd";
import { useEffect, useState } from "react";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddress, usePlace } from "#kit/ui/wire/usePlace.ts";
import { checkOperations } from "../contract.ts";
import "./checks.css";
import type { Head } from "./head.ts";
import { summaryOf } from "./listing.ts";
import { Result } from "./Result.tsx";
import { Start } from "./Start.tsx";
import { useCheck } from "./useCheck.ts";
import { useDropped } from "./useDropped.ts";
import { Warning } from "./Warning.tsx";

/** 核对: drop a document, see it with what does not agree in it. */
export function CheckWork({ Head }: { Head: Head }) {
  const { data: offer, error, refetch } = useAnswer(checkOperations.offer, {});
  const [bytes, setBytes] = useState<number | null>(null);
  // Once open it stays open: a session that ends must not take the report from the screen.
  if (offer?.isOpen && offer.bytes !== bytes) setBytes(offer.bytes);
  if (bytes !== null) return <Work Head={Head} bytes={bytes} />;
  return (
    <>
      <Head title="核对" />
      {error ? <Problem failure={error} retry={() => void refetch()} /> : offer ? <Closed /> : <Busy />}
    </>
  );
}

function Work({ Head, bytes }: { Head: Head; bytes: number }) {
  const { check, start, clear } = useCheck(bytes);
  const isOver = useDropped(start);
  const { search, change } = useAddress();
  const isDone = check.state === "done";
  useEffect(() => {
    // Left in the address, so that a reload can say why the document is no longer there.
    if (isDone) change({ read: 1 });
  }, [isDone, change]);
  const again = () => {
    clear();
    change({ read: undefined, tab: undefined, severity: undefined, rule: undefined, finding: undefined });
  };
  return (
    <>
      {/* There before it has something to say, or nobody would hear it. */}
      <p className="unseen" role="status">
        {isDone ? `核对完成。${summaryOf(check.report)}` : ""}
      </p>
      {isDone ? (
        <Result Head={Head} name={check.name} report={check.report} again={again} />
      ) : (
        <>
          <Head
            title="核对"
            lead="放进一份报告，看其中的数字彼此对不对得上：总数与分项、增长率、占比、表内合计、前后说法。"
          />
          <Warning />
          <Start
            check={check}
            bytes={bytes}
            isOver={isOver}
            isForgotten={check.state === "waiting" && search.read !== undefined}
            start={start}
            cancel={clear}
          />
        </>
      )}
    </>
  );
}

function Closed() {
  const { go } = usePlace();
  return (
    <div className="paper">
      <Empty
        title="请登录后核对"
        acts={
          <Button type="primary" onClick={() => go("/sign-in", { to: "/check" })}>
            去登录
          </Button>
        }
      >
        本系统没有开放不登录的核对。登录后从“报告 → 核对”进入；需要开放时请联系系统管理员。
      </Empty>
    </div>
  );
}
