import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { accountOperations } from "../contract.ts";
import { RoleInput, RolesInput } from "../parts/RoleInput.tsx";
import { type HeldPosting, postingOperations, rightOperations } from "../rights/contract.ts";
import type { PersonPage } from "../staff/contract.ts";
import { type AccountState, accountStates } from "../words.ts";
import { LinkOnce } from "./LinkOnce.tsx";

type Shown = z.output<typeof PersonPage>;
type Posting = z.output<typeof HeldPosting>;

/** By what account this person acts and in which roles: given by one administrator, opened by another. */
export function PersonRights({ person, accounts, postings, may }: Shown) {
  const { can, today } = useActor();
  const [doing, setDoing] = useState<"give" | "post" | Posting | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const close = () => setDoing(null);
  const usable = accounts.find(({ state }) => state !== "disabled");
  return (
    <>
      {link && <LinkOnce link={link} />}
      {accounts.length === 0 ? (
        <p className="soft">没有账号，不能登录。</p>
      ) : (
        <p>
          {accounts.map(({ id, login, state }) => (
            <span key={id} className="person-account">
              {login} <Tag>{accountStates[state as AccountState]}</Tag>
            </span>
          ))}
        </p>
      )}
      <ul className="person-postings" aria-label="角色">
        {postings.map((posting) => (
          <li key={posting.id} data-over={!posting.isHeld || undefined}>
            <strong>{posting.roleTitle}</strong>
            <span className="soft">
              {[`${posting.fromOn} 至 ${posting.toOn ?? "今"}`, posting.document].filter(Boolean).join("，")}
            </span>
            {!posting.isHeld && <Tag>{posting.fromOn > today ? "尚未开始" : "已结束"}</Tag>}
            {can(postingOperations.withdraw.permission) && (posting.toOn === null || posting.toOn >= today) && (
              <StepButton
                title="收回"
                danger
                may={person.hostName ? { code: "hosted", message: "托管人员的角色随托管结束" } : null}
                onStep={() => setDoing(posting)}
              />
            )}
          </li>
        ))}
      </ul>
      <span className="steps unprinted">
        {can(accountOperations.give.permission) && (
          <StepButton title="发放账号" may={may.give} onStep={() => setDoing("give")} />
        )}
        {can(postingOperations.give.permission) && (
          <StepButton title="授予角色" may={may.post} onStep={() => setDoing("post")} />
        )}
        {can(rightOperations.explain.permission) && (
          <PlaceLink to="rights" search={{ person: person.id }} className="text-link">
            能做什么、为什么
          </PlaceLink>
        )}
      </span>
      {doing === "give" && (
        <Window title={`给 ${person.name} 发放账号`} width={520} close={close}>
          <Form
            operation={accountOperations.give}
            given={{ personId: person.id }}
            fields={[
              { key: "login", help: "3 至 40 位小写字母、数字或 . _ -，建好后不改" },
              { key: "roles", input: RolesInput },
            ]}
            draft={false}
            narrow
            cancel={close}
            done={(answer) => {
              setLink(answer.link);
              close();
            }}
          />
        </Window>
      )}
      {doing === "post" && usable && (
        <Window title={`授予 ${person.name} 角色`} width={520} close={close}>
          <Form
            operation={postingOperations.give}
            given={{ accountId: usable.id }}
            initial={{ fromOn: today }}
            fields={[
              { key: "roleCode", input: RoleInput },
              "fromOn",
              { key: "toOn", help: "长期的空着" },
              { key: "document", help: "分工、任命文件的文号" },
            ]}
            draft={false}
            narrow
            cancel={close}
            done={close}
          />
        </Window>
      )}
      {doing !== null && typeof doing === "object" && (
        <Window title={`收回“${doing.roleTitle}”`} width={520} close={close}>
          <Form
            operation={postingOperations.withdraw}
            given={{ id: doing.id, version: doing.version }}
            fields={[{ key: "toOn", help: "空着就立即收回；填了则到那一天为止" }, "reason"]}
            draft={false}
            narrow
            submit="收回"
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </>
  );
}
