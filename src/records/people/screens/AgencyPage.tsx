import { PlusOutlined } from "@ant-design/icons";
import { useState } from "react";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { Agency, agencyOperations, divisionOperations } from "../contract.ts";
import "./agency.css";

/** 本机构: its name, its region and its divisions. */
export function AgencyPage() {
  const agency = useAnswer(agencyOperations.get, {});
  const divisions = useAnswer(divisionOperations.list, {});
  const { can } = useActor();
  const [open, setOpen] = useState<"agency" | "division" | null>(null);
  const close = () => setOpen(null);
  const failure = agency.error ?? divisions.error;
  if (failure) return <Problem failure={failure} retry={() => void agency.refetch()} />;
  if (!agency.data || !divisions.data) return <Busy />;
  return (
    <>
      <PageHead
        title="本机构"
        acts={
          can(agencyOperations.update.permission) && (
            <StepButton title="修改机构信息" onStep={() => setOpen("agency")} />
          )
        }
      />
      <section className="paper section" aria-label="机构信息">
        <Facts shape={Agency} of={agency.data} fields={["name", "code", "region"]} />
      </section>
      <section className="paper section" aria-labelledby="divisions-head">
        <header>
          <h2 id="divisions-head">{`科室（${divisions.data.length}）`}</h2>
          <span className="record-acts unprinted">
            {can(divisionOperations.create.permission) && (
              <StepButton title="新增科室" icon={<PlusOutlined />} onStep={() => setOpen("division")} />
            )}
          </span>
        </header>
        {divisions.data.length === 0 ? (
          <p className="soft">还没有科室。先建科室，再建账号。</p>
        ) : (
          <ul className="divisions">
            {divisions.data.map(({ id, name, headcount }) => (
              <li key={id}>
                <span>{name}</span>
                <span className="soft">{`在岗 ${headcount} 人`}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {open === "agency" && (
        <Window title="修改机构信息" width={520} close={close}>
          <Form
            operation={agencyOperations.update}
            record={agency.data}
            fields={["name", { key: "region", help: "6 位行政区划代码，如 110105" }]}
            narrow
            submit="保存"
            cancel={close}
            done={close}
          />
        </Window>
      )}
      {open === "division" && (
        <Window title="新增科室" width={520} close={close}>
          <Form
            operation={divisionOperations.create}
            fields={["name"]}
            draft={false}
            narrow
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </>
  );
}
