import { Button, Input } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { type FieldClass, fieldClasses } from "#kit/base/classes.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { tell } from "#kit/ui/look/Notes.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { CallFailure } from "#kit/ui/wire/call.ts";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { type Role, roleOperations } from "../rights/contract.ts";
import { permissionWords } from "../rights/words.ts";
import { type ScopeKind, scopes } from "../words.ts";
import "./roles.css";

type Shown = z.output<typeof Role>;

/** One role: for each permission that it may hold, how far. */
export function RolePage() {
  const code = useParam("code");
  const { data: roles, error, refetch } = useAnswer(roleOperations.list, {});
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!roles) return <Busy />;
  const role = roles.find((each) => each.code === code);
  if (!role) return <Problem isPage failure={new CallFailure({ kind: "missing", message: "没有这个角色" })} />;
  // Another version begins anew: what stands here is what is saved.
  return <Editing key={role.version} role={role} />;
}

function Editing({ role }: { role: Shown }) {
  const { go } = usePlace();
  const update = useCommand(roleOperations.update);
  const [doing, setDoing] = useState<"copy" | "remove" | null>(null);
  const [title, setTitle] = useState(role.title);
  const [grants, setGrants] = useState<Record<string, string>>(role.grants);
  const [classes, setClasses] = useState<string[]>(role.classes);
  const close = () => setDoing(null);
  const order = Object.keys(permissionWords);
  const permissions = [...new Set([...role.choices, ...Object.keys(role.grants)])].sort(
    (a, b) => order.indexOf(a) - order.indexOf(b),
  );
  const save = async () => {
    const answer = await update.run({
      code: role.code,
      version: role.version,
      title,
      grants: Object.entries(grants).map(([permission, scope]) => ({ permission, scope: scope as ScopeKind })),
      classes: classes as FieldClass[],
    });
    if (answer) tell({ kind: "done", text: `已保存“${answer.title}”，${answer.holders} 位在任者随即生效` });
  };
  return (
    <>
      <PageHead
        title={role.title}
        from={{ title: "角色与权限", to: "roles" }}
        tags={role.isAdministrator && <Tag kind="watch">三员之一</Tag>}
        lead={
          role.isAdministrator
            ? "三员的权限由规则包限定：不能加业务权限，也不能去掉本职。"
            : `在任 ${role.holders} 人，保存后即时生效。`
        }
        acts={
          <span className="steps">
            <StepButton title="复制为新角色" may={role.may.copy} onStep={() => setDoing("copy")} />
            <StepButton title="删除角色" danger may={role.may.remove} onStep={() => setDoing("remove")} />
          </span>
        }
      />
      <section className="paper section role-edit" aria-label="角色">
        <label className="role-title" htmlFor="role-title">
          角色名称
          <Input id="role-title" value={title} maxLength={40} onChange={(event) => setTitle(event.target.value)} />
        </label>
        {permissions.map((permission) => (
          <fieldset key={permission} className="role-grant">
            <legend>{permissionWords[permission] ?? permission}</legend>
            {[["", "没有"] as const, ...(Object.entries(scopes) as [ScopeKind, string][])].map(([scope, word]) => (
              <label key={scope}>
                <input
                  type="radio"
                  name={permission}
                  checked={(grants[permission] ?? "") === scope}
                  onChange={() => {
                    const { [permission]: _old, ...others } = grants;
                    setGrants(scope === "" ? others : { ...others, [permission]: scope });
                  }}
                />
                {word}
              </label>
            ))}
          </fieldset>
        ))}
        <fieldset className="role-grant">
          <legend>可见信息分级</legend>
          {(Object.entries(fieldClasses) as [FieldClass, string][])
            .filter(([each]) => each !== "classified")
            .map(([each, word]) => (
              <label key={each}>
                <input
                  type="checkbox"
                  checked={classes.includes(each)}
                  onChange={() =>
                    setClasses(classes.includes(each) ? classes.filter((other) => other !== each) : [...classes, each])
                  }
                />
                {word}
              </label>
            ))}
        </fieldset>
        {update.failure && (
          <p className="field-problem" role="alert">
            {update.failure.message}
          </p>
        )}
        <div className="steps">
          <Button type="primary" loading={update.busy} onClick={() => void save()}>
            保存
          </Button>
          <Button onClick={() => go("roles")}>返回</Button>
        </div>
      </section>
      {doing === "copy" && (
        <Window title={`复制“${role.title}”`} width={520} close={close}>
          <Form
            operation={roleOperations.create}
            given={{ copyOf: role.code }}
            fields={["title"]}
            draft={false}
            narrow
            cancel={close}
            done={({ code }) => {
              close();
              go(`roles/${code}`);
            }}
          />
        </Window>
      )}
      {doing === "remove" && (
        <Window title={`删除“${role.title}”`} width={520} close={close}>
          <Form
            operation={roleOperations.remove}
            given={{ code: role.code, version: role.version }}
            fields={["reason"]}
            draft={false}
            narrow
            cancel={close}
            done={() => go("roles")}
          />
        </Window>
      )}
    </>
  );
}
