import { Select } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Picker } from "#kit/ui/form/Picker.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { fieldsOf } from "#kit/ui/wire/shape.ts";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddress } from "#kit/ui/wire/usePlace.ts";
import { rightOperations } from "../rights/contract.ts";
import { explain } from "../rights/rules.ts";
import { permissionWords } from "../rights/words.ts";
import { staffOperations } from "../staff/contract.ts";
import { scopes } from "../words.ts";
import "./establishment.css";
import "./roles.css";

const field = fieldsOf(rightOperations.explain.input).find(({ key }) => key === "personId");

const everyPermission = Object.entries(permissionWords).map(([value, label]) => ({ value, label }));

/** 谁能做什么: of a permission, everybody who holds it; of a person, why they can or cannot. */
export function RightsPage() {
  const { search, change } = useAddress();
  const permission = typeof search.permission === "string" ? search.permission : "people.read";
  const personId = typeof search.person === "string" ? search.person : null;
  return (
    <>
      <PageHead title="谁能做什么" from={{ title: "角色与权限", to: "roles" }} />
      <section className="paper section" aria-label="查什么">
        <div className="right-asked">
          <label htmlFor="right-permission">
            权限
            <Select
              id="right-permission"
              value={permission}
              showSearch={{ optionFilterProp: "label" }}
              options={everyPermission}
              onChange={(next) => change({ permission: next })}
            />
          </label>
          <Person personId={personId} choose={(person) => change({ person: person ?? undefined })} />
        </div>
        {personId && <Explained personId={personId} permission={permission} />}
      </section>
      <Holders permission={permission} />
    </>
  );
}

function Person({ personId, choose }: { personId: string | null; choose: (id: string | null) => void }) {
  const { call } = useServices();
  const { data } = useAnswer(
    rightOperations.explain,
    { personId: personId ?? "", permission: "people.read" },
    {
      enabled: personId !== null,
    },
  );
  const load = async (search: string) => {
    const { rows } = await call(staffOperations.roster, { limit: 50, ...(search && { search }) });
    return rows.map(({ id, name, divisionName, hostName }) => ({
      value: id,
      title: name,
      hint: hostName ?? divisionName,
    }));
  };
  const id = "right-person";
  if (!field) return null;
  return (
    <label htmlFor={id}>
      人员（选了就说为什么）
      <Picker
        name="roster"
        load={load}
        known={personId && data ? { value: personId, title: data.personName } : null}
        id={id}
        field={field}
        value={personId}
        change={(next) => choose((next as string | null) ?? null)}
        leave={() => undefined}
        isInvalid={false}
        isDisabled={false}
        describedBy={undefined}
      />
    </label>
  );
}

function Explained({ personId, permission }: { personId: string; permission: string }) {
  const { data, error } = useAnswer(rightOperations.explain, { personId, permission }, { keep: true });
  if (error) return <Problem failure={error} />;
  if (!data) return <Busy />;
  const told = explain(data as z.output<typeof rightOperations.explain.output>, permission);
  return (
    <div className="right-answer" role="status">
      <p>
        <Tag kind={told.may ? "done" : "plain"}>{told.may ? "能" : "不能"}</Tag>{" "}
        <strong>{`${data.personName}${told.may ? "能" : "不能"}${permissionWords[permission] ?? permission}`}</strong>
      </p>
      <ul>
        {told.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function Holders({ permission }: { permission: string }) {
  const { data, error, refetch } = useAnswer(rightOperations.holders, { permission }, { keep: true });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  return (
    <section className="establishment-rows" aria-labelledby="holders-head">
      <h2 id="holders-head">{`能“${permissionWords[permission] ?? permission}”的人（${new Set(data.map((row) => row.personId)).size}）`}</h2>
      <div className="paper plain-rows">
        <table>
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">科室</th>
              <th scope="col">凭哪个角色</th>
              <th scope="col">范围</th>
              <th scope="col">到期</th>
            </tr>
          </thead>
          <tbody>
            {data.map((row) => (
              <tr key={`${row.personId} ${row.roleTitle}`}>
                <td>
                  <PlaceLink to={`persons/${row.personId}`} className="text-link">
                    {row.personName}
                  </PlaceLink>
                </td>
                <td>{row.hostName ? <Tag kind="watch">{`${row.hostName}托管`}</Tag> : (row.divisionName ?? "—")}</td>
                <td>{row.roleTitle}</td>
                <td>{scopes[row.scope]}</td>
                <td>{row.toOn ?? "长期"}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {data.length === 0 && <p className="soft section">现在没有人持有这项权限。</p>}
      </div>
    </section>
  );
}
