import { EyeOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Hint } from "#kit/ui/look/Hint.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { CommandButton, type May, StepButton } from "#kit/ui/record/StepButton.tsx";
import { Masked } from "#kit/ui/value/Masked.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { RequestErasure } from "#records/people/parts/RequestErasure.tsx";
import { type Contact, contactOperations } from "../contract.ts";
import { ConsentTag } from "../parts/ConsentTag.tsx";
import { contactRoles } from "../words.ts";
import "./contacts.css";

type Row = z.output<typeof Contact>;

interface ContactListProps {
  companyId: string;
  contacts: Row[];
  may: { update: May; reveal: May };
}

const fields = ["name", "position", "role", "phone", "email", "note"] as const;

/** The company's contacts; phone and mail are half hidden until somebody asks for them, which is recorded. */
export function ContactList({ companyId, contacts, may }: ContactListProps) {
  const [open, setOpen] = useState<Row | "new" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      {contacts.length === 0 && <p className="soft">还没有联系人。</p>}
      <ul className="contacts">
        {contacts.map((contact) => (
          <li key={contact.id}>
            <div className="contact-who">
              <strong>{contact.name}</strong>
              {contact.position && <span className="soft">{contact.position}</span>}
              {contact.role && <Tag kind="primary">{contactRoles[contact.role]}</Tag>}
            </div>
            {contact.consent === "withdrawn" ? (
              <ConsentTag consent="withdrawn" />
            ) : (
              <Ways contact={contact} may={may.reveal} />
            )}
            {contact.note && <p className="small soft contact-note">{contact.note}</p>}
            <span className="contact-acts unprinted">
              <StepButton title="修改" may={may.update} onStep={() => setOpen(contact)} />
              <CommandButton
                operation={contactOperations.remove}
                input={{ id: contact.id, version: contact.version }}
                title="移除"
                may={may.update}
                danger
                confirm={<p>移除后，{contact.name}不再出现在这家企业的联系人中；此前的记录仍在时间线里。</p>}
              />
              {may.update === null && (
                <RequestErasure operation={contactOperations.requestErasure} id={contact.id} name={contact.name} />
              )}
            </span>
          </li>
        ))}
      </ul>
      <StepButton title="新增联系人" icon={<PlusOutlined />} may={may.update} onStep={() => setOpen("new")} />
      {open === "new" && (
        <Window title="新增联系人" width={560} close={close}>
          <Form
            operation={contactOperations.create}
            given={{ companyId }}
            fields={[...fields]}
            draft={companyId}
            narrow
            cancel={close}
            done={close}
          />
        </Window>
      )}
      {open !== null && open !== "new" && (
        <Window title={`修改 ${open.name}`} width={560} close={close}>
          <EditContact contact={open} close={close} />
        </Window>
      )}
    </>
  );
}

/** Phone and mail are typed anew only when they change: what stands here half hidden is not the number. */
function EditContact({ contact, close }: { contact: Row; close: () => void }) {
  const { phone: _phone, email: _email, ...rest } = contact;
  return (
    <Form
      operation={contactOperations.update}
      record={rest}
      fields={[
        "name",
        "position",
        "role",
        { key: "phone", help: contact.phone ? `现为 ${contact.phone}，不改就空着` : undefined },
        { key: "email", help: contact.email ? `现为 ${contact.email}，不改就空着` : undefined },
        "note",
      ]}
      narrow
      submit="保存"
      cancel={close}
      done={close}
    />
  );
}

function Ways({ contact, may }: { contact: Row; may: May }) {
  const { sees } = useActor();
  const reveal = useCommand(contactOperations.reveal);
  const [opened, setOpened] = useState<{ phone: string | null; email: string | null } | null>(null);
  if (!sees("sensitive")) return <Masked of="sensitive" />;
  const { phone, email } = opened ?? contact;
  if (!phone && !email) return <span className="soft">未留联系方式</span>;
  return (
    <span className="contact-ways">
      {phone && (opened ? <a href={`tel:${phone}`}>{phone}</a> : <span>{phone}</span>)}
      {email && (opened ? <a href={`mailto:${email}`}>{email}</a> : <span>{email}</span>)}
      {!opened && (
        <Hint text={may ? may.message : "显示完整的电话和邮箱，查看会留痕"}>
          <Button
            type="text"
            size="small"
            icon={<EyeOutlined />}
            aria-label={`查看${contact.name}的联系方式原文`}
            loading={reveal.busy}
            {...(may && { "aria-disabled": true, className: "step-shut" })}
            onClick={() => !may && void reveal.run({ id: contact.id }).then((answer) => answer && setOpened(answer))}
          />
        </Hint>
      )}
      {reveal.failure && (
        <span className="field-problem" role="alert">
          {reveal.failure.message}
        </span>
      )}
    </span>
  );
}
