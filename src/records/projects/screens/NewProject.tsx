import { useMemo } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import type { Values } from "#kit/ui/form/FormState.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { CompanyPicker } from "#records/directory/parts/CompanyPicker.tsx";
import { EventPicker } from "#records/events/parts/EventPicker.tsx";
import { IntermediaryPicker } from "#records/intermediaries/parts/IntermediaryPicker.tsx";
import { OutpostPicker } from "#records/intermediaries/parts/OutpostPicker.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { projectOperations } from "../contract.ts";

/** 登记线索 in under a minute, on a phone too: what is known at the first call. The rest follows on the project's page. */
export function NewProject() {
  const { go } = usePlace();
  const { personId, name, today } = useActor();
  const sections = useMemo(() => {
    const known = personId ? { value: personId, title: name } : null;
    return [
      {
        title: "",
        lead: "名称和投资方就够了，其余的可以往后补。",
        fields: [
          { key: "name" as const, wide: true, help: "例如：储能电池生产基地" },
          { key: "investorName" as const, help: "还没有设立企业的写集团或客商名称" },
          { key: "investorId" as const, input: CompanyPicker, help: "已在企业库的从这里选，名称随之" },
          "track" as const,
          "source" as const,
          { key: "eventId" as const, input: EventPicker, when: ({ source }: Values) => source === "event" },
          {
            key: "intermediaryId" as const,
            input: IntermediaryPicker,
            when: ({ source }: Values) => source === "intermediary",
          },
          { key: "outpostId" as const, input: OutpostPicker, when: ({ source }: Values) => source === "outpost" },
          {
            key: "sourceNote" as const,
            help: "谁提供的、怎样得知",
            when: ({ source }: Values) => source !== undefined && source !== "officer",
          },
          { key: "totalInvestment" as const, help: "可写 12亿、3500万；外币在登记后填写" },
          { key: "receivedOn" as const },
          { key: "brief" as const, help: "一两句话：做什么、要什么" },
          { key: "officerId" as const, input: (props: InputProps) => <PersonPicker {...props} known={known} /> },
        ],
      },
    ];
  }, [personId, name]);
  return (
    <>
      <PageHead title="登记线索" from={{ title: "线索与项目", to: "projects" }} />
      <div className="paper section">
        <Form
          operation={projectOperations.create}
          sections={sections}
          initial={{
            receivedOn: today,
            track: "landManufacturing",
            source: "officer",
            ...(personId && { officerId: personId }),
          }}
          outcome={({ code }) => ({ kind: "told", text: `已登记 ${code}` })}
          cancel={() => go("projects")}
          done={({ id }) => go(`projects/${id}`)}
        />
      </div>
    </>
  );
}
