import { ImportOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Picker } from "#kit/ui/form/Picker.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { type May, StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { CompanyPicker } from "#records/directory/parts/CompanyPicker.tsx";
import { prospectOperations } from "#records/directory/prospects/contract.ts";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { importOperations } from "#records/workspace/imports/contract.ts";
import type { EventPage } from "../contract.ts";
import { followOperations } from "../follows/contract.ts";
import { guestOperations, type GuestRow } from "../guests/contract.ts";
import { GuestPanel, guestColumns } from "./GuestPanel.tsx";

type Guest = z.output<typeof GuestRow>;

interface GuestSectionProps {
  event: z.output<typeof EventPage>["event"];
  may: May;
}

/** 来宾: before it whom to invite, after it who came; selected rows are typed as come, or given a follow-up. */
export function GuestSection({ event, may }: GuestSectionProps) {
  const { can, personId, name } = useActor();
  const { go } = usePlace();
  const [asked, ask] = useState<"add" | "invite" | Guest[] | null>(null);
  const attend = useCommand(guestOperations.attend);
  const close = () => ask(null);
  const come = (attendance: "attended" | "absent") => (rows: Guest[]) =>
    attend.run({ eventId: event.id, ids: rows.map(({ id }) => id), attendance });
  const me = personId ? { value: personId, title: name } : null;
  const acts = (
    <>
      <StepButton title="成批邀请" may={may} onStep={() => ask("invite")} />
      <StepButton title="登记来宾" may={may} onStep={() => ask("add")} />
      {can(importOperations.start.permission) && may === null && (
        <Button icon={<ImportOutlined />} onClick={() => go("imports/new", { kind: "attendance", about: event.id })}>
          导入到会名单
        </Button>
      )}
    </>
  );
  return (
    <>
      <p className="steps unprinted">{acts}</p>
      {attend.failure && (
        <p className="field-problem" role="alert">
          {attend.failure.message}
        </p>
      )}
      <List
        operation={guestOperations.list}
        given={{ eventId: event.id }}
        slot="guests"
        columns={guestColumns}
        sort={{ by: "companyName" }}
        filters={["attendance", "reply", "match"]}
        panel={(guest) => <GuestPanel guest={guest} may={may} />}
        {...(may === null && {
          actions: [
            { title: "登记到会", run: come("attended") },
            { title: "登记未到", run: come("absent") },
            ...(event.state === "held" ? [{ title: "安排跟进", run: (rows: Guest[]) => ask(rows) }] : []),
          ],
        })}
        empty={<p className="soft">名单还是空的。会前成批邀请库内企业和目标企业，会后登记到会或从签到表导入。</p>}
      />
      {asked === "add" && (
        <Window title="登记来宾" width={600} close={close}>
          <Form
            operation={guestOperations.add}
            given={{ eventId: event.id }}
            draft={event.id}
            fields={[
              { key: "companyId", input: CompanyPicker, help: "库里没有的填下一栏，先列为待核实" },
              { key: "companyName", when: ({ companyId }) => !companyId },
              "personName",
              "position",
              { key: "inviterId", input: (props: InputProps) => <PersonPicker {...props} known={me} /> },
              "reply",
              "attendance",
              "talk",
            ]}
            narrow
            cancel={close}
            done={close}
          />
        </Window>
      )}
      {asked === "invite" && (
        <Window title="成批邀请" width={640} close={close}>
          <Form
            operation={guestOperations.invite}
            given={{ eventId: event.id }}
            draft={false}
            initial={personId ? { inviterId: personId } : {}}
            fields={[
              { key: "companyIds", input: CompaniesInput, wide: true },
              { key: "prospectIds", input: ProspectsInput, wide: true },
              { key: "inviterId", input: (props: InputProps) => <PersonPicker {...props} known={me} /> },
            ]}
            narrow
            outcome={({ added, known }) => ({
              kind: "told",
              text: known > 0 ? `邀请 ${added} 家，另有 ${known} 家已在名单上` : `邀请 ${added} 家`,
            })}
            cancel={close}
            done={close}
          />
        </Window>
      )}
      {Array.isArray(asked) && (
        <Window title={`为 ${asked.length} 位来宾安排跟进`} width={520} close={close}>
          <p>按规则包的节点（活动后第 30、60、90 日等）逐项安排，到期前在工作台提醒跟进人。</p>
          <Form
            operation={followOperations.plan}
            given={{ eventId: event.id, guestIds: asked.map(({ id }) => id) }}
            fields={[{ key: "ownerId", input: PersonPicker, help: "不填为活动的责任专员" }]}
            narrow
            draft={false}
            outcome={({ planned }) => ({ kind: "told", text: `已安排 ${planned} 项跟进` })}
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </>
  );
}

function CompaniesInput(props: InputProps) {
  const { call } = useServices();
  const load = async (search: string) => {
    const { rows } = await call(companyOperations.list, { ...(search ? { search } : {}), sort: "name", limit: 20 });
    return rows.map(({ id, name, creditCode }) => ({ value: id, title: name, hint: creditCode }));
  };
  return <Picker many name="companies" load={load} {...props} />;
}

function ProspectsInput(props: InputProps) {
  const { call } = useServices();
  const load = async (search: string) => {
    const { rows } = await call(prospectOperations.list, { ...(search ? { search } : {}), sort: "name", limit: 20 });
    return rows.map(({ id, name, theme, year }) => ({ value: id, title: name, hint: `${year} ${theme}` }));
  };
  return <Picker many name="prospects" load={load} {...props} />;
}
