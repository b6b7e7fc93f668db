import { Button, Checkbox } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { SiteState } from "../parts/SiteState.tsx";
import { areaText } from "../rules.ts";
import { SheetWindow } from "../sheets/parts/SheetWindow.tsx";
import { mostOnSheet } from "../sheets/contract.ts";
import { type Mark, type Match, matchOperations } from "../matching/contract.ts";
import { matchCriteria, matchVerdicts } from "../words.ts";
import { NeedFields, useNeed } from "./NeedFields.tsx";
import "./match.css";

type Answer = z.output<(typeof matchOperations.match)["output"]>;

/** 一边写需求，一边看合适的: every place says why, and what is left out says by what. */
export function MatchPage() {
  const need = useNeed();
  const { data, error, refetch } = useAnswer(
    matchOperations.match,
    { need: need.asked ?? { kind: "factorySpace" } },
    { enabled: need.asked !== null, keep: true },
  );
  return (
    <>
      <PageHead
        title="按需求匹配空间"
        from={{ title: "空间资源", to: "sites" }}
        lead="填投资方要的条件，没填的不比。每一处都写明哪项符合、差多少。"
      />
      <div className="match">
        <section className="paper section match-need" aria-label="选址需求">
          <NeedFields need={need} />
        </section>
        <section className="match-found" aria-label="匹配结果" aria-live="polite">
          {error ? (
            <Problem failure={error} retry={() => void refetch()} />
          ) : data ? (
            <Found answer={data} need={need.asked} />
          ) : need.asked ? (
            <Busy />
          ) : null}
        </section>
      </div>
    </>
  );
}

function Found({
  answer,
  need,
}: {
  answer: Answer;
  need: z.input<(typeof matchOperations.match)["input"]>["need"] | null;
}) {
  const [chosen, setChosen] = useState<string[]>([]);
  const [isOffering, setOffering] = useState(false);
  const { matches, total, more, left } = answer;
  const picked = matches.filter(({ site }) => chosen.includes(site.id)).map(({ site }) => site);
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  if (total === 0) return <Empty title="没有空着的这类空间">换一种空间试试，或先登记可招商的空间。</Empty>;
  return (
    <>
      <p role="status" className="match-sum">
        <strong>{`合适的 ${matches.length + more} 处`}</strong>
        <span className="soft">{`，这类空着的共 ${total} 处${more > 0 ? `；先列最合适的 ${matches.length} 处` : ""}`}</span>
        <Button type="primary" disabled={picked.length === 0} onClick={() => setOffering(true)}>
          {picked.length === 0 ? "勾选后生成推介单页" : `生成推介单页（${picked.length}）`}
        </Button>
      </p>
      <ol className="match-list">
        {matches.map((match) => (
          <Place
            key={match.site.id}
            match={match}
            isChosen={chosen.includes(match.site.id)}
            isFull={picked.length >= mostOnSheet}
            toggle={() => toggle(match.site.id)}
          />
        ))}
      </ol>
      {left.length > 0 && <Left left={left} />}
      {isOffering && <SheetWindow sites={picked} {...(need && { need })} close={() => setOffering(false)} />}
    </>
  );
}

interface PlaceProps {
  match: Match;
  isChosen: boolean;
  isFull: boolean;
  toggle: () => void;
}

function Place({ match: { site, score, marks }, isChosen, isFull, toggle }: PlaceProps) {
  return (
    <li className="paper match-place">
      <header>
        <Checkbox
          checked={isChosen}
          disabled={!isChosen && isFull}
          onChange={toggle}
          aria-label={`把${site.name}放进推介单页`}
        />
        <h2>
          <PlaceLink to={`sites/${site.id}`}>{site.name}</PlaceLink>
        </h2>
        <SiteState site={site} />
        <span className="match-score">
          <strong>{score}</strong>
          <span className="small soft">匹配度</span>
        </span>
      </header>
      <p className="soft">
        {[
          site.parkName,
          site.freeArea > 0 && `空闲 ${areaText(site.kind, site.freeArea)}`,
          site.officerName && `联系人 ${site.officerName}`,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <ul className="match-marks">
        {marks.map((mark) => (
          <MarkItem key={mark.criterion} mark={mark} />
        ))}
      </ul>
    </li>
  );
}

const signs = { met: "✓", near: "≈", missed: "✗", unknown: "？" } as const;

const MarkItem = ({ mark: { criterion, verdict, says } }: { mark: Mark }) => (
  <li data-verdict={verdict}>
    <span className="match-sign" aria-hidden="true">
      {signs[verdict]}
    </span>
    <span>
      {`${matchCriteria[criterion]}${matchVerdicts[verdict]}`}
      <span className="soft">{`　${says}`}</span>
    </span>
  </li>
);

/** 另有 N 处未列出: never silently. */
function Left({ left }: { left: Answer["left"] }) {
  return (
    <section className="paper section match-left" aria-labelledby="match-left">
      <h2 id="match-left">未列出的</h2>
      <ul>
        {left.map(({ criterion, count, examples }) => (
          <li key={criterion}>
            <details>
              <summary>{`另有 ${count} 处因${matchCriteria[criterion]}不符合未列出`}</summary>
              <ul>
                {examples.map(({ id, name, says }) => (
                  <li key={id}>
                    <PlaceLink to={`sites/${id}`}>{name}</PlaceLink>
                    <span className="soft">{`　${says}`}</span>
                  </li>
                ))}
                {count > examples.length && <li className="soft">{`……等 ${count} 处`}</li>}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
