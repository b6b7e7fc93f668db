import { useState } from "react";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { Agency, agencyOperations } from "../contract.ts";
import { divisionOperations } from "../divisions/contract.ts";
import { HostingList } from "./HostingList.tsx";
import { OfficeSetting } from "./OfficeSetting.tsx";
import "./agency.css";

/** 本机构: its name, region and level; its size and menu; what other bodies host for it. */
export function AgencyPage() {
  const agency = useAnswer(agencyOperations.get, {});
  const divisions = useAnswer(divisionOperations.list, {});
  const { can } = useActor();
  const [isChanging, setChanging] = useState(false);
  const failure = agency.error ?? divisions.error;
  if (failure) return <Problem failure={failure} retry={() => void agency.refetch()} />;
  if (!agency.data || !divisions.data) return <Busy />;
  const people = divisions.data.reduce((sum, { headcount }) => sum + headcount, 0);
  return (
    <>
      <PageHead
        title="本机构"
        tags={agency.data.isSmall && <Tag kind="primary">小型单位</Tag>}
        acts={
          can(agencyOperations.update.permission) && (
            <StepButton title="修改机构信息" onStep={() => setChanging(true)} />
          )
        }
      />
      <section className="paper section" aria-label="机构信息">
        <Facts
          shape={Agency}
          of={agency.data}
          fields={[
            "name",
            "code",
            "region",
            "level",
            "nature",
            ...(agency.data.superiorName ? (["superiorName"] as const) : []),
          ]}
        />
        <p className="agency-ways">
          <PlaceLink to="divisions" className="text-link">{`科室 ${divisions.data.length} 个`}</PlaceLink>
          <PlaceLink
            to="persons"
            search={{ state: "serving" }}
            className="text-link"
          >{`科室在岗 ${people} 人`}</PlaceLink>
          <PlaceLink to="establishment" className="text-link">
            机构与编制
          </PlaceLink>
        </p>
      </section>
      <OfficeSetting agency={agency.data} />
      <HostingList isSmall={agency.data.isSmall} />
      {isChanging && <Change agency={agency.data} close={() => setChanging(false)} />}
    </>
  );
}

function Change({ agency, close }: { agency: z.output<typeof Agency>; close: () => void }) {
  return (
    <Window title="修改机构信息" width={520} close={close}>
      <Form
        operation={agencyOperations.update}
        record={agency}
        fields={[
          "name",
          { key: "region", help: "6 位行政区划代码，如 110105" },
          "level",
          {
            key: "superiorName",
            help: "二级预算单位填写",
            when: ({ level }) => level === "second" || agency.superiorName !== null,
          },
          "nature",
        ]}
        narrow
        submit="保存"
        cancel={close}
        done={close}
      />
    </Window>
  );
}
