import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { ProjectStart } from "../../parts/ProjectStart.tsx";
import { reviewOperations, type ReviewRow } from "../contract.ts";
import { reviewSteps } from "../words.ts";
import { ReviewTag } from "./ReviewTag.tsx";
import "./reviews.css";

type Row = z.output<typeof ReviewRow>;

/** 评审 of all projects within reach; 协议审查 and the expert pool are next door. */
export function ReviewList() {
  return (
    <>
      <PageHead
        title="项目评审"
        lead="征求部门意见、专家论证、合法性审核、上会：一处收件，一处办结。"
        acts={
          <span className="review-doors">
            <PlaceLink to="agreements">协议审查</PlaceLink>
            <PlaceLink to="experts">专家库</PlaceLink>
          </span>
        }
      />
      <List
        operation={reviewOperations.list}
        columns={[
          { key: "projectName", width: 240 },
          { key: "purpose", width: 240 },
          { key: "state", render: ({ state, step }: Row) => <ReviewTag state={state} step={step} /> },
          {
            key: "steps",
            render: ({ steps }: Row) => steps.map((each) => reviewSteps[each]).join(" → "),
            wideOnly: true,
          },
          "openedByName",
          "openedOn",
          "closedOn",
        ]}
        filters={["state", "step"]}
        sort={{ by: "openedOn", descending: true }}
        open={({ id }) => `reviews/${id}`}
        empty={
          <Empty title="还没有评审" acts={<ProjectStart />}>
            先选择要评审的项目，在项目页“项目评审”里提交；征求意见、论证、审核、上会须走哪几步，由规则包按总投资决定。
          </Empty>
        }
      />
    </>
  );
}
