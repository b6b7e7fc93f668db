import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { CommandButton, type May, Steps } from "#kit/ui/record/StepButton.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { CompanyPicker } from "#records/directory/parts/CompanyPicker.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { guestOperations, GuestRow } from "../guests/contract.ts";
import { attendances, guestMatches } from "../guests/words.ts";

type Guest = z.output<typeof GuestRow>;

const matchKinds = { linked: "done", proposed: "watch", ignored: "plain" } as const;
const attendanceKinds = { unknown: "plain", attended: "done", absent: "watch" } as const;

export const guestColumns = [
  { key: "companyName", width: 240 },
  { key: "personName", render: ({ personName, position }: Guest) => [personName, position].filter(Boolean).join(" ") },
  {
    key: "attendance",
    render: ({ attendance }: Guest) => <Tag kind={attendanceKinds[attendance]}>{attendances[attendance]}</Tag>,
  },
  "reply" as const,
  { key: "match", render: ({ match }: Guest) => <Tag kind={matchKinds[match]}>{guestMatches[match]}</Tag> },
  { key: "inviterName", wideOnly: true },
  { key: "followCount", wideOnly: true },
];

type Asked = "update" | "link" | "enroll" | null;

/** One guest beside the list: what was said, and for an unknown company what becomes of it. */
export function GuestPanel({ guest, may }: { guest: Guest; may: May }) {
  const [asked, ask] = useState<Asked>(null);
  const { id, version, match } = guest;
  const close = () => ask(null);
  const shared = { given: { id, version }, narrow: true, draft: false, cancel: close, done: close } as const;
  return (
    <>
      {guest.companyId && guest.isCompanySeen && (
        <p>
          <PlaceLink to={`companies/${guest.companyId}`}>{`打开企业：${guest.companyName}`}</PlaceLink>
        </p>
      )}
      <Facts
        shape={GuestRow}
        of={guest}
        fields={["personName", "position", "creditCode", "match", "inviterName", "reply", "attendance", "talk"]}
      />
      <p className="steps unprinted">
        <Steps
          steps={[
            ...(match === "linked"
              ? []
              : [
                  { title: "登记为新企业", may, onStep: () => ask("enroll") },
                  { title: "对应库内企业", may, onStep: () => ask("link") },
                ]),
            { title: "修改", may, onStep: () => ask("update") },
          ]}
        />
        {match === "proposed" && <CommandButton operation={guestOperations.ignore} input={{ id, version }} may={may} />}
        <CommandButton
          operation={guestOperations.remove}
          input={{ id, version }}
          may={may}
          confirm={<p>{`${guest.companyName}将移出这场活动的名单，时间线上留有记录。`}</p>}
        />
      </p>
      {asked === "enroll" && (
        <Window title={`登记 ${guest.companyName}`} width={520} close={close}>
          <p>企业归您名下入库；电话等联系方式请在企业页的联系人里填写。</p>
          <Form
            operation={guestOperations.enroll}
            fields={[
              ...(guest.personName ? (["isContact"] as const) : []),
              { key: "duplicateReason" as const, help: "库中已有相像的企业、仍要另立一条时填写" },
            ]}
            {...shared}
          />
        </Window>
      )}
      {asked === "link" && (
        <Window title={`${guest.companyName} 对应哪家企业`} width={520} close={close}>
          <Form operation={guestOperations.link} fields={[{ key: "companyId", input: CompanyPicker }]} {...shared} />
        </Window>
      )}
      {asked === "update" && (
        <Window title={`修改 ${guest.companyName}`} width={560} close={close}>
          <Form
            operation={guestOperations.update}
            record={guest}
            fields={[
              "personName",
              "position",
              {
                key: "inviterId",
                input: (props: InputProps) => (
                  <PersonPicker
                    {...props}
                    known={guest.inviterId ? { value: guest.inviterId, title: guest.inviterName ?? "" } : null}
                  />
                ),
              },
              "reply",
              "attendance",
              "talk",
            ]}
            narrow
            submit="保存"
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </>
  );
}
