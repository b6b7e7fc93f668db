import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { fieldClasses } from "#kit/base/classes.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { RoleInput } from "../parts/RoleInput.tsx";
import { rightOperations, roleOperations } from "../rights/contract.ts";
import { permissionWords } from "../rights/words.ts";
import { scopes } from "../words.ts";
import "./roles.css";

/** Who may do what, and how far: permissions down, roles across, the range of rows in the cell. */
export function RoleList() {
  const { data: roles, error, refetch } = useAnswer(roleOperations.list, {});
  const { can } = useActor();
  const { go } = usePlace();
  const [isAdding, setAdding] = useState(false);
  const close = () => setAdding(false);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!roles) return <Busy />;
  const order = Object.keys(permissionWords);
  const place = (permission: string) => (order.includes(permission) ? order.indexOf(permission) : order.length);
  const permissions = [...new Set(roles.flatMap((role) => Object.keys(role.grants)))].sort(
    (a, b) => place(a) - place(b),
  );
  const may = can(roleOperations.update.permission);
  return (
    <>
      <PageHead
        title="角色与权限"
        lead="格子里是数据范围：本人、本科室或本机构的记录。空格表示没有这项权限。"
        acts={
          <>
            {may && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
                新增角色
              </Button>
            )}
            {can(rightOperations.holders.permission) && <Button onClick={() => go("rights")}>谁能做什么</Button>}
          </>
        }
      />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div className="paper roles" role="region" aria-label="角色与权限" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">权限</th>
              {roles.map(({ code, title }) => (
                <th key={code} scope="col">
                  {may ? (
                    <PlaceLink to={`roles/${code}`} className="text-link">
                      {title}
                    </PlaceLink>
                  ) : (
                    title
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissions.map((permission) => (
              <tr key={permission}>
                <th scope="row">{permissionWords[permission] ?? permission}</th>
                {roles.map(({ code, grants }) => (
                  <td key={code} data-scope={grants[permission]}>
                    {wordOf(scopes, grants[permission])}
                  </td>
                ))}
              </tr>
            ))}
            <tr className="roles-classes">
              <th scope="row">可见信息分级</th>
              {roles.map(({ code, classes }) => (
                <td key={code}>{classes.map((each) => wordOf(fieldClasses, each)).join("、")}</td>
              ))}
            </tr>
            <tr className="roles-classes">
              <th scope="row">在任人数</th>
              {roles.map(({ code, holders }) => (
                <td key={code}>{holders}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      {isAdding && (
        <Window title="新增角色" width={520} close={close}>
          <Form
            operation={roleOperations.create}
            fields={["title", { key: "copyOf", title: "照哪个角色", input: RoleInput, help: "空着则没有任何权限" }]}
            draft={false}
            narrow
            cancel={close}
            done={({ code }) => go(`roles/${code}`)}
          />
        </Window>
      )}
    </>
  );
}

const wordOf = (words: Record<string, string>, code: string | undefined) =>
  code === undefined ? "" : (words[code] ?? code);
