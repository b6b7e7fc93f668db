import { useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { FileLinks } from "../../parts/FileLinks.tsx";
import { FilesInput } from "../../parts/FilesInput.tsx";
import { JointPromotion, jointOperations } from "../contract.ts";
import { jointRoles } from "../words.ts";
import { PartnersInput } from "./PartnersInput.tsx";
import "../../screens/projects.css";

/** 联合招商 of one project: who does what, and whose is how much of the credit. */
export function JointPanel({ id }: { id: string }) {
  const { today, agency } = useActor();
  const { data, error, refetch } = useAnswer(jointOperations.ofProject, { projectId: id });
  const [asked, ask] = useState<"agree" | "annul" | null>(null);
  const close = () => ask(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { agreement, partners, may } = data;
  const own = agreement && {
    id: "own",
    name: agency.name,
    regionName: null,
    role: agreement.ownRole,
    share: agreement.ownShare,
  };
  return (
    <>
      {agreement && own ? (
        <>
          <div className="outcome-scroll">
            <table className="outcome-table">
              <thead>
                <tr>
                  <th scope="col">各方</th>
                  <th scope="col" className="outcome-text">
                    分工
                  </th>
                  <th scope="col">贡献份额</th>
                </tr>
              </thead>
              <tbody>
                {[own, ...partners].map((side) => (
                  <tr key={side.id}>
                    <th scope="row">
                      {side.name}
                      {side.regionName && <span className="small soft">{`（${side.regionName}）`}</span>}
                    </th>
                    <td className="outcome-text">{jointRoles[side.role]}</td>
                    <td>{`${side.share}%`}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row" colSpan={2}>
                    合计
                  </th>
                  <td>100%</td>
                </tr>
              </tfoot>
            </table>
          </div>
          <Facts
            shape={JointPromotion}
            of={agreement}
            fields={["agreedOn", "document", ...(agreement.note ? (["note"] as const) : [])]}
          />
          <FileLinks files={agreement.files} />
          <p className="small soft">项目只计一次，按我方份额计入；各方的份额列在台账里，不叠加成个数和金额。</p>
        </>
      ) : (
        <p className="soft">没有联合招商约定。与其他区（县）共同引进的，把分工和贡献份额连同协议登记在这里。</p>
      )}
      <span className="steps unprinted">
        {agreement ? (
          <StepButton title="作废约定" may={may.annul} onStep={() => ask("annul")} />
        ) : (
          <StepButton title="登记联合招商" may={may.agree} onStep={() => ask("agree")} />
        )}
      </span>
      {asked === "agree" && (
        <Window title="登记联合招商" width={720} close={close}>
          <Form
            operation={jointOperations.agree}
            given={{ projectId: id }}
            initial={{ agreedOn: today, ownRole: "negotiator", partners: [{}] as never }}
            fields={[
              "agreedOn",
              { key: "document", help: "合作协议、会议纪要的名称或文号" },
              "ownRole",
              { key: "ownShare", help: "我方与各合作方的份额合计 100%" },
              { key: "partners", input: PartnersInput, wide: true },
              { key: "files", input: FilesInput, wide: true, help: "各方盖章的协议或会议纪要" },
              { key: "note", wide: true },
            ]}
            draft={id}
            narrow
            outcome={() => ({ kind: "told", text: "已登记联合招商" })}
            cancel={close}
            done={close}
          />
        </Window>
      )}
      {asked === "annul" && agreement && (
        <Window title="作废联合招商约定" width={520} close={close}>
          <Form
            operation={jointOperations.annul}
            given={{ id: agreement.id }}
            fields={["reason"]}
            draft={false}
            narrow
            submit="作废"
            outcome={() => ({ kind: "told", text: "已作废" })}
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </>
  );
}
