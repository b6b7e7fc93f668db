import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { CompanyPicker } from "../../parts/CompanyPicker.tsx";
import { ConsentTag } from "../../parts/ConsentTag.tsx";
import { contactRoles } from "../../words.ts";
import { ContactPage as Answer, contactBookOperations } from "../contract.ts";
import "./contactpanel.css";

type Shown = z.output<typeof Answer>;
type Post = Shown["affiliations"][number];
type Asked = { step: "consent" | "transfer" | "affiliate" } | { step: "leave"; post: Post } | null;

/** One contact beside the list: where, as what, and whether the person agreed to be kept. */
export function ContactPanel({ id }: { id: string }) {
  const { data, error, refetch } = useAnswer(contactBookOperations.get, { id });
  const [asked, ask] = useState<Asked>(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { contact, affiliations, may } = data;
  return (
    <>
      <Facts
        shape={Answer.shape.contact}
        of={contact}
        fields={[
          "companyName",
          "position",
          "role",
          "phone",
          "email",
          "consent",
          // Of a consent that nobody gave there is nothing to tell.
          ...(contact.consent === "none" ? [] : (["consentOn", "consentHow", "consentEvidence"] as const)),
          "note",
        ]}
        render={{
          companyName: <PlaceLink to={`companies/${contact.companyId}`}>{contact.companyName}</PlaceLink>,
          consent: <ConsentTag consent={contact.consent} />,
        }}
      />
      {contact.consent === "withdrawn" && (
        <p className="soft">本人已撤回同意：联系方式不再显示，也不能查看原文；重新取得同意后先登记同意。</p>
      )}
      <h3 className="contact-others">其他任职</h3>
      {affiliations.length === 0 ? (
        <p className="soft">没有登记兼任或过去的任职。</p>
      ) : (
        <ul className="contact-posts">
          {affiliations.map((post) => (
            <li key={post.id}>
              <Past post={post} />
              {!post.toOn && <StepButton title="离任" may={may.update} onStep={() => ask({ step: "leave", post })} />}
            </li>
          ))}
        </ul>
      )}
      <p className="contact-steps unprinted">
        <StepButton title="登记同意" may={may.consent} onStep={() => ask({ step: "consent" })} />
        <StepButton title="调任" may={may.update} onStep={() => ask({ step: "transfer" })} />
        <StepButton title="登记兼任" may={may.update} onStep={() => ask({ step: "affiliate" })} />
      </p>
      {asked && <Asking contact={contact} asked={asked} close={() => ask(null)} />}
    </>
  );
}

function Past({ post: { companyId, companyName, position, role, fromOn, toOn } }: { post: Post }) {
  const when = fromOn || toOn ? `${fromOn ?? "？"} 至 ${toOn ?? "今"}` : "起止未填";
  return (
    <span>
      {companyId ? (
        <PlaceLink to={`companies/${companyId}`}>{companyName}</PlaceLink>
      ) : (
        <span className="soft">不在您查看范围的企业</span>
      )}
      <span className="small soft">{` ${[position, role && contactRoles[role], when].filter(Boolean).join(" · ")}`}</span>
    </span>
  );
}

function Asking({
  contact,
  asked,
  close,
}: {
  contact: Shown["contact"];
  asked: NonNullable<Asked>;
  close: () => void;
}) {
  const { id, version, name, consent, consentOn, consentHow, consentEvidence } = contact;
  const shared = { narrow: true, draft: false, cancel: close, done: close } as const;
  const company = { key: "companyId" as const, input: CompanyPicker };
  switch (asked.step) {
    case "consent":
      return (
        <Window title={`${name}的个人信息同意`} width={560} close={close}>
          <Form
            operation={contactBookOperations.consent}
            given={{ id, version }}
            initial={{ consent, consentOn, consentHow, consentEvidence }}
            fields={[
              { key: "consent", help: "撤回后，联系方式不再显示，也不能查看" },
              "consentOn",
              { key: "consentHow", help: "如 当面签署、电话告知、邮件回复" },
              { key: "consentEvidence", help: "书面同意必填，如 知情同意书编号" },
            ]}
            {...shared}
          />
        </Window>
      );
    case "transfer":
      return (
        <Window title={`${name}调任`} width={560} close={close}>
          <Form
            operation={contactBookOperations.transfer}
            given={{ id, version }}
            fields={[company, "position", "role", { key: "fromOn", help: "现任职从这天起转为过去的任职" }]}
            {...shared}
          />
        </Window>
      );
    case "affiliate":
      return (
        <Window title={`${name}兼任`} width={560} close={close}>
          <Form
            operation={contactBookOperations.affiliate}
            given={{ contactId: id }}
            fields={[company, "position", "role", "fromOn", { key: "toOn", help: "过去的任职填离任日期" }]}
            {...shared}
          />
        </Window>
      );
    case "leave":
      return (
        <Window title={`${name}离任`} width={480} close={close}>
          <Form
            operation={contactBookOperations.leave}
            given={{ id: asked.post.id, version: asked.post.version }}
            fields={["toOn"]}
            {...shared}
          />
        </Window>
      );
  }
}
