import { Moment } from "#kit/ui/value/Days.tsx";
import { actKinds } from "../words.ts";
import type { Shown } from "./approval.ts";

/** 办理记录: everything that was done, oldest first, a heading for each round. */
export function Acts({ acts }: { acts: Shown["acts"] }) {
  const rounds = [...new Set(acts.map(({ round }) => round))];
  return rounds.map((round) => (
    <div key={round}>
      {rounds.length > 1 && <h3 className="small soft">{`第 ${round} 轮`}</h3>}
      <ol className="approval-acts">
        {acts
          .filter((act) => act.round === round)
          .map(({ id, kind, stepTitle, byName, forName, toName, opinion, at }) => (
            <li key={id}>
              <p>
                <strong>{byName}</strong>
                {forName && <span className="soft">{`（代${forName}）`}</span>} {actKinds[kind]}
                {toName && (kind === "return" ? `到${toName}` : `：${toName}`)}
                {stepTitle && <span className="soft">{` · ${stepTitle}`}</span>}
              </p>
              {opinion && <p className="approval-opinion">{opinion}</p>}
              <p className="small soft">
                <Moment at={at} />
              </p>
            </li>
          ))}
      </ol>
    </div>
  ));
}
