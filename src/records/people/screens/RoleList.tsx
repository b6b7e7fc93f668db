import { fieldClasses } from "#kit/base/classes.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { roleOperations } from "../contract.ts";
import { scopes } from "../words.ts";
import { permissionWords } from "./permissionwords.ts";
import "./roles.css";

/** Who may do what, and how far: permissions down, roles across, the range of rows in the cell. */
export function RoleList() {
  const { data: roles, error, refetch } = useAnswer(roleOperations.list, {});
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!roles) return <Busy />;
  const order = Object.keys(permissionWords);
  const place = (permission: string) => (order.includes(permission) ? order.indexOf(permission) : order.length);
  const permissions = [...new Set(roles.flatMap((role) => Object.keys(role.grants)))].sort(
    (a, b) => place(a) - place(b),
  );
  return (
    <>
      <PageHead title="角色与权限" lead="格子里是数据范围：本人、本科室或本机构的记录。空格表示没有这项权限。" />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div className="paper roles" role="region" aria-label="角色与权限" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">权限</th>
              {roles.map(({ code, title }) => (
                <th key={code} scope="col">
                  {title}
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
          </tbody>
        </table>
      </div>
    </>
  );
}

const wordOf = (words: Record<string, string>, code: string | undefined) =>
  code === undefined ? "" : (words[code] ?? code);
