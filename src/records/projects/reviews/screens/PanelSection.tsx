import { useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Picker } from "#kit/ui/form/Picker.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { expertOperations, seatOperations } from "../contract.ts";
import { seatWays } from "../words.ts";
import type { Page, Seat } from "./review.ts";
import { scoresInput } from "./ScoresInput.tsx";

type Open = { of: "draw" | "choose" } | { of: "recuse" | "score"; seat: Seat } | null;

const totalOf = (scores: Record<string, number>) =>
  Object.values(scores).reduce((sum, points) => sum + Math.round(points * 10), 0) / 10;

/** 专家论证: who sits, who stepped aside and why, what they gave. */
export function PanelSection({ page }: { page: Page }) {
  const { seats, may, panelSize, passMark } = page;
  const [open, setOpen] = useState<Open>(null);
  return (
    <section className="paper section" aria-labelledby="review-panel">
      <header>
        <h2 id="review-panel">专家论证</h2>
      </header>
      <p className="small soft">{`论证专家不少于 ${panelSize} 位，平均 ${passMark} 分以上建议实施；申报了利害关系的专家不参加抽取。`}</p>
      <ul className="project-rows">
        {seats.map((seat) => (
          <li key={seat.id}>
            <div>
              <Tag kind={seat.recusal ? "late" : seat.scores ? "done" : "plain"}>
                {seat.recusal ? "回避" : seat.scores ? `${totalOf(seat.scores)} 分` : "待评分"}
              </Tag>
              <strong>{seat.expertName}</strong>
              <span className="soft">{`${seat.employer} · ${seat.field}`}</span>
              <span className="small soft">{[seatWays[seat.way], seat.reason].filter(Boolean).join("：")}</span>
            </div>
            {seat.recusal && <p className="small soft">{seat.recusal}</p>}
            {seat.comment && <p>{seat.comment}</p>}
            {!seat.recusal && (
              <span className="steps unprinted">
                <StepButton
                  title={seat.scores ? "更正评分" : "登记评分"}
                  may={may.panel}
                  onStep={() => setOpen({ of: "score", seat })}
                />
                {!seat.scores && (
                  <StepButton title="回避" may={may.panel} onStep={() => setOpen({ of: "recuse", seat })} />
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      <span className="steps">
        <StepButton title="抽取专家" may={may.panel} onStep={() => setOpen({ of: "draw" })} />
        <StepButton title="选定专家" may={may.panel} onStep={() => setOpen({ of: "choose" })} />
      </span>
      {open && <Dialog page={page} open={open} close={() => setOpen(null)} />}
    </section>
  );
}

function Dialog({ page, open, close }: { page: Page; open: NonNullable<Open>; close: () => void }) {
  const reviewId = page.review.id;
  const shared = { draft: false, narrow: true, cancel: close, done: close } as const;
  switch (open.of) {
    case "draw":
      return (
        <Window title="抽取专家" width={520} close={close}>
          <Form
            operation={seatOperations.draw}
            given={{ reviewId }}
            initial={{ size: page.panelSize }}
            fields={["size", { key: "field", help: "不填则在全库抽取" }]}
            {...shared}
          />
        </Window>
      );
    case "choose":
      return (
        <Window title="选定专家" width={520} close={close}>
          <Form
            operation={seatOperations.choose}
            given={{ reviewId }}
            fields={[{ key: "expertId", input: ExpertPicker }, "reason"]}
            {...shared}
          />
        </Window>
      );
    case "recuse":
      return (
        <Window title="登记回避" width={520} close={close}>
          <Form
            operation={seatOperations.recuse}
            given={{ reviewId, id: open.seat.id }}
            fields={["recusal"]}
            {...shared}
          />
        </Window>
      );
    default:
      return (
        <Window title={`${open.seat.expertName}的评分`} width={520} close={close}>
          <Form
            operation={seatOperations.score}
            given={{ reviewId, id: open.seat.id }}
            initial={{
              comment: open.seat.comment,
              scores: Object.entries(open.seat.scores ?? {}).map(([criterion, points]) => ({ criterion, points })),
            }}
            fields={[{ key: "scores", input: scoresInput(page.criteria), wide: true }, "comment"]}
            {...shared}
          />
        </Window>
      );
  }
}

function ExpertPicker(props: InputProps) {
  const { call } = useServices();
  const load = async (search: string) => {
    const { rows } = await call(expertOperations.list, { limit: 500 });
    return rows
      .filter(({ name, field, retiredOn }) => retiredOn === null && `${name}${field}`.includes(search))
      .map(({ id, name, employer, field }) => ({ value: id, title: name, hint: `${employer} · ${field}` }));
  };
  return <Picker name="experts" load={load} {...props} />;
}
