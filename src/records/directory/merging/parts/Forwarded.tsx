import { useEffect } from "react";
import { CallFailure } from "#kit/ui/wire/call.ts";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { mergeOperations } from "../contract.ts";

/** 旧址: leads on to the company the record went into, or says whom to ask; `failure` is told where it went nowhere. */
export function Forwarded({ id, failure }: { id: string; failure: unknown }) {
  const { go } = usePlace();
  const { data, error } = useAnswer(mergeOperations.forward, { id });
  const into = data?.survivor?.id;
  useEffect(() => {
    if (into) go(`companies/${into}`, { from: id }, { replace: true });
  }, [into, id, go]);
  if (error) return <Problem failure={error.kind === "missing" ? (failure ?? error) : error} />;
  if (!data || into) return <Busy />;
  const { divisionName } = data.division;
  const message = `这家企业已并入另一条记录，不在您的查看范围；${divisionName ? `负责科室：${divisionName}，请与该科室联系` : "尚未定负责科室，请问主任"}`;
  return <Problem failure={new CallFailure({ kind: "missing", message })} />;
}
