import { Light } from "#kit/ui/look/Light.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { nextLight } from "../rules.ts";

interface Next {
  nextStep: string;
  nextDueOn: string | null;
  nextDoneOn: string | null;
}

/** 下一步 and how it stands. */
export function NextLight({ encounter, withText = false }: { encounter: Next; withText?: boolean }) {
  const { today } = useActor();
  const { nextStep, nextDueOn, nextDoneOn } = encounter;
  if (nextStep === "" || nextDueOn === null) return <span className="soft">—</span>;
  return (
    <span className="encounter-head">
      {withText && <span>{nextStep}</span>}
      {nextDoneOn ? (
        <span className="small soft">{`${nextDoneOn} 办结`}</span>
      ) : (
        <Light light={nextLight(nextDueOn, today)} />
      )}
    </span>
  );
}
