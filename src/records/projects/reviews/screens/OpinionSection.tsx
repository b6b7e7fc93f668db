import { PlusOutlined } from "@ant-design/icons";
import Select from "antd/es/select";
import { useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { attributesOf, type InputProps } from "#kit/ui/form/input.ts";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { addDays } from "#kit/base/dates.ts";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { FileLinks } from "../../parts/FileLinks.tsx";
import { FileInput } from "../../parts/FilesInput.tsx";
import { opinionOperations } from "../contract.ts";
import { stances } from "../words.ts";
import type { Opinion, Page } from "./review.ts";

const kinds = { agree: "done", conditional: "watch", disagree: "late" } as const;
type Open = { of: "ask" } | { of: "answer" | "settle"; opinion: Opinion } | null;

/** 征求部门意见: who was asked until when, what they said, whether it was adopted. */
export function OpinionSection({ page }: { page: Page }) {
  const { opinions, may } = page;
  const { today } = useActor();
  const [open, setOpen] = useState<Open>(null);
  return (
    <section className="paper section" aria-labelledby="review-opinions">
      <header>
        <h2 id="review-opinions">征求部门意见</h2>
      </header>
      {opinions.length === 0 && <p className="soft">还没有征求部门意见。</p>}
      <ul className="project-rows">
        {opinions.map((each) => (
          <li key={each.id}>
            <div>
              {each.stance ? (
                <Tag kind={kinds[each.stance]}>{stances[each.stance]}</Tag>
              ) : (
                <Tag kind={each.dueOn < today ? "late" : "plain"}>{each.dueOn < today ? "逾期未复" : "待答复"}</Tag>
              )}
              <strong>{each.department}</strong>
              <span className="small soft">
                {each.answeredOn ? `${each.answeredOn} 答复` : `${each.askedOn} 发函，${each.dueOn} 前答复`}
              </span>
              {each.isAdopted !== null && <span className="small">{each.isAdopted ? "已采纳" : "未采纳"}</span>}
            </div>
            {each.opinion && <p>{each.opinion}</p>}
            {each.adoption && <p className="small soft">{`采纳情况：${each.adoption}`}</p>}
            {each.file && <FileLinks files={[each.file]} />}
            {each.isAdopted === null && (
              <span className="steps unprinted">
                <StepButton
                  title={each.answeredOn ? "更正答复" : "登记答复"}
                  may={may.manage}
                  onStep={() => setOpen({ of: "answer", opinion: each })}
                />
                {each.answeredOn && (
                  <StepButton
                    title="写明采纳情况"
                    may={may.manage}
                    onStep={() => setOpen({ of: "settle", opinion: each })}
                  />
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      <StepButton title="征求部门意见" icon={<PlusOutlined />} may={may.manage} onStep={() => setOpen({ of: "ask" })} />
      {open && <Dialog page={page} open={open} close={() => setOpen(null)} />}
    </section>
  );
}

function Dialog({ page, open, close }: { page: Page; open: NonNullable<Open>; close: () => void }) {
  const { today } = useActor();
  const reviewId = page.review.id;
  const shared = { draft: false, narrow: true, cancel: close, done: close } as const;
  if (open.of === "ask")
    return (
      <Window title="征求部门意见" width={560} close={close}>
        <Form
          operation={opinionOperations.ask}
          given={{ reviewId }}
          initial={{ dueOn: addDays(today, page.opinionDays) }}
          fields={[{ key: "departments", input: departmentsInput(page), wide: true, required: true }, "dueOn"]}
          {...shared}
        />
      </Window>
    );
  const { id, department, stance, opinion, answeredOn } = open.opinion;
  return open.of === "answer" ? (
    <Window title={`${department}的答复`} width={560} close={close}>
      <Form
        operation={opinionOperations.answer}
        given={{ reviewId, id }}
        initial={{ answeredOn: answeredOn ?? today, opinion, ...(stance && { stance }) }}
        fields={["stance", "answeredOn", "opinion", { key: "file", input: FileInput }]}
        {...shared}
      />
    </Window>
  ) : (
    <Window title={`${department}意见的采纳情况`} width={560} close={close}>
      <Form
        operation={opinionOperations.settle}
        given={{ reviewId, id }}
        initial={{ isAdopted: true }}
        fields={["isAdopted", { key: "adoption", help: "不采纳的写明理由；全部写明后进入下一环节" }]}
        {...shared}
      />
    </Window>
  );
}

/** Those usually asked are offered; others can be typed. */
const departmentsInput = ({ departments, opinions }: Page) => {
  const asked = new Set(opinions.map(({ department }) => department));
  const options = departments.filter((each) => !asked.has(each)).map((value) => ({ value, label: value }));
  return function DepartmentsInput(props: InputProps) {
    return (
      <Select
        {...attributesOf(props)}
        mode="tags"
        className="input-wide"
        value={(props.value as string[] | undefined) ?? []}
        options={options}
        placeholder="选择或输入部门"
        onChange={(next: string[]) => props.change(next)}
      />
    );
  };
};
